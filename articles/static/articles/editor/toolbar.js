/* The names of the buttons over the copy, with the keys that do the same. */

import { Extension, gettext, isMacOS } from "django-prose-editor/editor";

const NAMES = {
    paragraph: [gettext("Paragraph"), "Mod-Alt-0"],
    heading2: [gettext("Subhead"), "Mod-Alt-2"],
    heading3: [gettext("Lesser subhead"), "Mod-Alt-3"],
    bulletList: [gettext("List"), "Mod-Shift-8"],
    orderedList: [gettext("Numbered list"), "Mod-Shift-7"],
    blockquote: [gettext("Quotation"), "Mod-Shift-B"],
    pullQuote: [gettext("Pull quote"), "Alt-Shift-Q"],
    factBox: [gettext("Fact box"), "Alt-Shift-F"],
    picture: [gettext("Picture"), "Alt-Shift-G"],
    embed: [gettext("Embed a video, sound or post"), "Alt-Shift-E"],
    bold: [gettext("Bold"), "Mod-B"],
    italic: [gettext("Italic"), "Mod-I"],
    link: [gettext("Link"), "Mod-K"],
    unlink: [gettext("Remove the link"), ""],
    storyLink: [gettext("Link to a story of ours"), "Alt-Shift-K"],
    "history:undo": [gettext("Undo"), "Mod-Z"],
    "history:redo": [gettext("Redo"), "Mod-Shift-Z"],
};

/* Icons of other meanings than those that the editor brings. */
const ICONS = { blockquote: "format_indent_increase", paragraph: "notes" };

const told = (keys) => keys.replace("Mod", isMacOS() ? "⌘" : gettext("Ctrl")).replaceAll("-", "+");

const named = (button) => {
    const [name, keys] = NAMES[button.dataset.name] ?? [button.title, ""];
    button.title = keys ? `${name} (${told(keys)})` : name;
    button.setAttribute("aria-label", name);
    if (keys) { button.setAttribute("aria-keyshortcuts", keys.replace("Mod", isMacOS() ? "Meta" : "Control").replaceAll("-", "+")); }
    if (ICONS[button.dataset.name]) { button.textContent = ICONS[button.dataset.name]; }
};

export const Toolbar = Extension.create({
    name: "toolbar",
    // After the menu's own: it makes the buttons when the editor is there.
    priority: 1,
    onCreate({ editor }) {
        for (const button of editor.storage.menu.dom.querySelectorAll("button")) { named(button); }
    },
});

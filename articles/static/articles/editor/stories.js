/* Links to stories of ours: found by search, kept by the story's key and not by its address. */

import { Extension, Plugin, crel, gettext } from "django-prose-editor/editor";
import { field, open } from "articles/dialog";

const PAUSE = 200; // ms after typing stops
/* A whole address whose path looks like a story's. The server tells whether it is one of ours. */
const ADDRESS = /^https?:\/\/[^/\s]+\/[^/\s]+\/\d{4}\/\d\d\/\d\d\/[^/\s]+\/?(?:[?#]\S*)?$/;

const FAILED = gettext("The search did not answer. Try again in a moment.");

const asked = async (url, query) => {
    const response = await fetch(`${url}?${new URLSearchParams(query)}`, {
        headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "error",
    });
    if (!response.ok) { throw new Error(response.status); }
    return (await response.json()).results;
};

const link = (editor, { key, headline }) => {
    const href = `story:${key}`;
    const { empty } = editor.state.selection;
    if (editor.isActive("link")) {
        return editor.chain().focus().extendMarkRange("link").setLink({ href, title: null }).run();
    }
    if (!empty) { return editor.chain().focus().setLink({ href }).run(); }
    const marks = [{ type: "link", attrs: { href } }];
    return editor.chain().focus().insertContent({ type: "text", text: headline, marks }).run();
};

/* A search field over a list of what it finds; Arrow keys and Enter work in the field. */
const picker = (editor, url) => {
    const search = field(gettext("Words of its headline or slugline"), { type: "search" });
    const list = crel("ul", { className: "story-picker", id: `${search.box.id}-list`, role: "listbox" });
    const state = crel("p", { className: "editor-dialog__help", role: "status" });
    let found = [], chosen = 0, number = 0, soon;

    list.setAttribute("aria-label", gettext("Stories"));
    for (const [name, value] of Object.entries({
        role: "combobox", "aria-controls": list.id, "aria-expanded": "true", "aria-autocomplete": "list",
    })) { search.box.setAttribute(name, value); }

    const mark = (at) => {
        chosen = Math.max(0, Math.min(at, found.length - 1));
        [...list.children].forEach((row, index) => row.setAttribute("aria-selected", index === chosen));
        search.box.setAttribute("aria-activedescendant", list.children[chosen]?.id ?? "");
        list.children[chosen]?.scrollIntoView({ block: "nearest" });
    };
    const take = (at) => {
        if (!found[at]) {
            search.complain(gettext("Choose a story from the list."));
            return;
        }
        dialog.close();
        link(editor, found[at]);
    };
    const row = (story, index) => {
        const option = crel("li", { id: `${list.id}-${index}`, role: "option" }, [
            crel("strong", { textContent: story.headline }),
            crel("span", { textContent: [story.standing, story.section, story.day].filter(Boolean).join(" · ") }),
        ]);
        option.addEventListener("click", () => take(index));
        return option;
    };
    const show = async () => {
        const mine = ++number;
        try {
            const results = await asked(url, { q: search.box.value });
            if (mine !== number) { return; }
            found = results;
            list.replaceChildren(...found.map(row));
            state.textContent = found.length ? "" : gettext("No story has these words.");
            mark(0);
        } catch {
            state.textContent = FAILED;
        }
    };
    search.box.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(show, PAUSE); });
    search.box.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) { event.preventDefault(); mark(chosen + step); }
    });
    const dialog = open({
        title: gettext("Link to a story of ours"),
        parts: [search.row, list, state],
        submit: gettext("Link"),
        act: () => { take(chosen); return false; },
        back: () => editor.commands.focus(),
    });
    show();
};

/* The pasted address of a story becomes its key; where the words were the address, its headline. */
const lead = (editor, address, { key, headline }) => {
    const { tr, schema } = editor.state;
    editor.state.doc.descendants((node, at) => {
        const found = node.marks.find((mark) => mark.type === schema.marks.link && mark.attrs.href === address);
        if (!found) { return; }
        const mark = schema.marks.link.create({ ...found.attrs, href: `story:${key}` });
        const from = tr.mapping.map(at), to = tr.mapping.map(at + node.nodeSize);
        if (node.text === address) {
            tr.replaceWith(from, to, schema.text(headline, [...node.marks.filter((other) => other !== found), mark]));
        } else {
            tr.removeMark(from, to, found).addMark(from, to, mark);
        }
    });
    if (tr.docChanged) { editor.view.dispatch(tr); }
};

export const StoryLinks = Extension.create({
    name: "storyLinks",
    addOptions: () => ({ url: "" }),
    addKeyboardShortcuts() {
        return { "Alt-Shift-k": () => { picker(this.editor, this.options.url); return true; } };
    },
    addMenuItems({ menu, buttons }) {
        const title = gettext("Link to a story of ours");
        menu.defineItem({
            name: "storyLink",
            groups: "link",
            priority: 90,
            button: buttons.material("newspaper", title),
            option: crel("p", { textContent: title }),
            active: (editor) => (editor.getAttributes("link").href ?? "").startsWith("story:"),
            command: (editor) => picker(editor, this.options.url),
        });
    },
    addProseMirrorPlugins() {
        const handlePaste = (view, event) => {
            const address = event.clipboardData?.getData("text/plain").trim() ?? "";
            if (ADDRESS.test(address)) {
                asked(this.options.url, { address })
                    .then(([story]) => { if (story) { lead(this.editor, address, story); } })
                    .catch(() => {}); // It stays a link to that address.
            }
            return false;
        };
        return [new Plugin({ props: { handlePaste } })];
    },
});

/* Films, sound and posts from elsewhere, of the providers that the sanitiser knows too. */

import { Node, Plugin, crel, gettext } from "django-prose-editor/editor";
import { field, open } from "articles/dialog";

const LONE = /^https?:\/\/\S+$/;

/* What there is to embed at an address: {name, kind, address}; undefined for no known provider. */
const find = (providers, typed) => {
    for (const { name, kind, pattern, address } of providers) {
        const found = new RegExp(`^(?:${pattern})$`).exec(typed);
        if (found) {
            return { name, kind, address: address.replace(/\{(\d)\}/g, (_all, group) => found[Number(group) + 1]) };
        }
    }
};

const LABELS = { video: gettext("Video"), audio: gettext("Audio"), post: gettext("Post") };

const refusal = (providers, typed) => {
    const names = providers.map(({ name }) => name).join(", ");
    if (!typed) { return gettext("Give the address of a video, a sound or a post."); }
    const text = LONE.test(typed)
        ? gettext("Nothing can be embedded from this address. It can be from %s. A link works for everything else.")
        : gettext("This is no address. Copy it from the browser: it begins with https://. It can be from %s.");
    return text.replace("%s", names);
};

const ask = (editor, { name, options: { providers } }) => {
    const address = field(gettext("Address"), {
        type: "url", inputMode: "url", placeholder: "https://",
        help: gettext("Of the page where the video, sound or post is."),
    });
    const act = () => {
        const typed = address.box.value.trim();
        const found = find(providers, typed);
        if (!found) {
            address.complain(refusal(providers, typed));
            return false;
        }
        return insert(editor, name, found.address);
    };
    open({
        title: gettext("Embed a video, sound or post"), parts: [address.row], submit: gettext("Embed"), act,
        back: () => editor.commands.focus(),
    });
};

/* Put it under the block that the cursor is in, or in the place of an empty one. */
const insert = (editor, name, address) => {
    const { $from, $to } = editor.state.selection;
    const isEmpty = $from.depth === 1 && !$from.parent.content.size;
    const end = $to.depth ? $to.after(1) : $to.pos;
    const place = isEmpty ? { from: $from.before(1), to: $from.after(1) } : end;
    const at = isEmpty ? place.from : end;
    return editor.chain().insertContentAt(place, { type: name, attrs: { address } }).setTextSelection(at + 1).run();
};

export const Embed = Node.create({
    name: "embed",
    group: "box",
    content: "inline*",
    isolating: true,
    draggable: true,
    addOptions: () => ({ providers: [] }),
    addAttributes: () => ({
        address: {
            default: null,
            parseHTML: (element) => element.getAttribute("data-embed"),
            renderHTML: ({ address }) => ({ "data-embed": address }),
        },
    }),
    parseHTML() {
        const isKnown = (element) => (find(this.options.providers, element.dataset.embed) ? null : false);
        const contentElement = (element) => element.querySelector("figcaption") ?? document.createElement("p");
        return [{ tag: "figure[data-embed]", getAttrs: isKnown, contentElement }];
    },
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
    addNodeView() {
        return ({ node }) => {
            const found = find(this.options.providers, node.attrs.address);
            const what = found ? `${LABELS[found.kind]} · ${found.name}` : "";
            const card = crel("p", { className: "embed__what", contentEditable: "false" }, [
                crel("strong", { textContent: what }), " ",
                crel("span", { className: "embed__address", textContent: node.attrs.address }),
            ]);
            const contentDOM = crel("figcaption", { "data-hint": gettext("Caption, if there is one") });
            const dom = crel("figure", { className: "embed" }, [card, contentDOM]);
            return { dom, contentDOM, ignoreMutation: ({ target }) => card.contains(target) };
        };
    },
    addKeyboardShortcuts() {
        const isHere = () => this.editor.state.selection.$from.parent.type.name === this.name;
        const under = () => {
            const after = this.editor.state.selection.$from.after();
            return this.editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
        };
        return {
            "Alt-Shift-e": () => { ask(this.editor, this); return true; },
            Enter: () => isHere() && under(),
        };
    },
    addMenuItems({ menu, buttons }) {
        const title = gettext("Embed");
        menu.defineItem({
            name: this.name,
            groups: "boxes",
            button: buttons.material("smart_display", title),
            option: crel("p", { textContent: title }),
            active: (editor) => editor.isActive(this.name),
            command: (editor) => ask(editor, this),
        });
    },
    // An address by itself, pasted into an empty paragraph, is meant to be embedded.
    addProseMirrorPlugins() {
        const handlePaste = (view, event) => {
            const { $from, empty } = view.state.selection;
            const isAlone = empty && $from.depth === 1 && !$from.parent.content.size;
            const text = event.clipboardData?.getData("text/plain").trim() ?? "";
            const found = isAlone && LONE.test(text) && find(this.options.providers, text);
            return Boolean(found) && insert(this.editor, this.name, found.address);
        };
        return [new Plugin({ props: { handlePaste } })];
    },
});

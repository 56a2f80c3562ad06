/* Pull quotes and fact boxes: what stands in copy with a frame around it, and on top alone. */

import { Document as Base, Node, crel, gettext } from "django-prose-editor/editor";

export const Document = Base.extend({ content: "(block | box)+" });

/* The box of a kind that the cursor is in: {depth, node}; undefined outside of any. */
const around = ({ $from }, name) => {
    for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth).type.name === name) { return { depth, node: $from.node(depth) }; }
    }
};

/* Take the frame off: what stood in it stands in the copy. */
const unframe = (name) => ({ state, tr, dispatch }) => {
    const { depth, node } = around(state.selection, name);
    if (dispatch) {
        const { $from } = state.selection;
        const paragraph = state.schema.nodes.paragraph;
        const parts = [];
        node.forEach((part) => {
            const isCite = part.type.name === "pullCite";
            if (!isCite) { parts.push(part); }
            if (isCite && part.content.size) { parts.push(paragraph.create(null, part.content)); }
        });
        const at = $from.pos - $from.before(depth) - 1;
        tr.replaceWith($from.before(depth), $from.after(depth), parts);
        const place = tr.doc.resolve(Math.min($from.before(depth) + at, tr.doc.content.size));
        tr.setSelection(state.selection.constructor.near(place));
    }
    return true;
};

/* Set a frame around the blocks that are selected, or begin a new one under them. */
const frame = (name, empty) => ({ state, chain }) => {
    const { $from, $to } = state.selection;
    const isEmpty = $from.depth === 1 && !$from.parent.content.size;
    if (!isEmpty && chain().wrapIn(name).run()) { return true; }
    const end = $to.depth ? $to.after(1) : $to.pos;
    const [from, to] = isEmpty ? [$from.before(1), $from.after(1)] : [end, end];
    return chain().insertContentAt({ from, to }, empty).setTextSelection(from + 2).run();
};

const toggle = (name, empty) => ({ editor, commands }) =>
    commands.command(editor.isActive(name) ? unframe(name) : frame(name, empty));

/* Go on in a new paragraph under the box that the cursor is in. */
const leave = (name) => ({ editor }) => {
    const box = around(editor.state.selection, name);
    if (!box) { return false; }
    const after = editor.state.selection.$from.after(box.depth);
    return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
};

const item = (name, icon, title, command) => ({
    name,
    groups: "boxes",
    button: icon(title),
    option: crel("p", { textContent: title }),
    active: (editor) => editor.isActive(name),
    command,
});

export const PullCite = Node.create({
    name: "pullCite",
    content: "inline*",
    defining: true,
    parseHTML: () => [{ tag: "aside.pullquote > cite" }],
    renderHTML: () => ["cite", 0],
    addNodeView: () => () => {
        const dom = crel("cite", { "data-hint": gettext("Who said it, if that is to be said") });
        return { dom, contentDOM: dom };
    },
    addKeyboardShortcuts() {
        const isHere = () => this.editor.state.selection.$from.parent.type.name === this.name;
        return { Enter: () => isHere() && leave("pullQuote")({ editor: this.editor }) };
    },
});

export const PullQuote = Node.create({
    name: "pullQuote",
    group: "box",
    content: "paragraph+ pullCite",
    defining: true,
    priority: 200,
    parseHTML: () => [{ tag: "aside.pullquote" }],
    renderHTML: () => ["aside", { class: "pullquote" }, 0],
    addCommands() {
        const empty = { type: this.name, content: [{ type: "paragraph" }, { type: "pullCite" }] };
        return { togglePullQuote: () => toggle(this.name, empty) };
    },
    addKeyboardShortcuts() {
        return { "Alt-Shift-q": () => this.editor.commands.togglePullQuote(), "Mod-Enter": leave(this.name) };
    },
    addMenuItems({ menu, buttons }) {
        menu.defineItem(item(this.name, (title) => buttons.material("format_quote", title), gettext("Pull quote"),
            (editor) => editor.chain().focus().togglePullQuote().run()));
    },
});

export const FactBox = Node.create({
    name: "factBox",
    group: "box",
    content: "(paragraph | heading | bulletList | orderedList | blockquote)+",
    defining: true,
    priority: 200,
    parseHTML: () => [{ tag: "aside.factbox" }],
    renderHTML: () => ["aside", { class: "factbox" }, 0],
    addCommands() {
        const empty = { type: this.name, content: [{ type: "heading", attrs: { level: 3 } }] };
        return { toggleFactBox: () => toggle(this.name, empty) };
    },
    addKeyboardShortcuts() {
        return { "Alt-Shift-f": () => this.editor.commands.toggleFactBox(), "Mod-Enter": leave(this.name) };
    },
    addMenuItems({ menu, buttons }) {
        menu.defineItem(item(this.name, (title) => buttons.material("fact_check", title), gettext("Fact box"),
            (editor) => editor.chain().focus().toggleFactBox().run()));
    },
});

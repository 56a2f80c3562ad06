/* Pictures of the library in the copy, by themselves and in galleries: each with its words. */

import { Node, Plugin, crel, gettext, pm } from "django-prose-editor/editor";
import { known } from "articles/library";
import { pick } from "articles/picker";

const NUMBER = /^[1-9]\d{0,17}$/;

const { NodeSelection, TextSelection } = pm.state;

// --- What is put where ---

/* A picture as it comes from the library, with the words that stand there. */
const made = (schema, { id, caption, alt }) => {
    const words = caption.replace(/\s+/g, " ").trim();
    return schema.nodes.picture.create({ picture: String(id), alt: alt || null }, words ? schema.text(words) : null);
};

const together = (schema, pictures) => (pictures.length > 1 ? schema.nodes.gallery.create(null, pictures) : pictures[0]);

/* The node of a kind that the cursor is in: {node, at, depth}; undefined outside of any. */
const around = ({ $from }, name) => {
    for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth).type.name === name) { return { node: $from.node(depth), at: $from.before(depth), depth }; }
    }
};

/* Where a box may come: in the place of an empty paragraph, or under the block of the cursor. */
const placeIn = ({ $from, $to }) => {
    const isEmpty = $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;
    const end = $to.depth ? $to.after(1) : $to.pos;
    return isEmpty ? { from: $from.before(1), to: $from.after(1) } : { from: end, to: end };
};

const putIn = (view, { from, to }, node) => {
    const tr = view.state.tr.replaceWith(from, to, node);
    const caption = from + (node.type.name === "gallery" ? 2 : 1);
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, caption)).scrollIntoView());
    view.focus();
};

/* Put pictures in the copy: after the one of a gallery that the cursor is in, or as a new box. */
const insert = (view, chosen) => {
    const { schema, selection } = view.state;
    const pictures = chosen.map((picture) => made(schema, picture));
    const here = around(selection, "gallery") && around(selection, "picture");
    if (here) {
        addAfter(view, here.at, chosen);
    } else {
        putIn(view, placeIn(selection), together(schema, pictures));
    }
};

/* Add pictures after one: it and they are a gallery, if it was in none. */
const addAfter = (view, at, chosen) => {
    const { schema, doc } = view.state;
    const node = doc.nodeAt(at), end = at + node.nodeSize;
    const pictures = chosen.map((picture) => made(schema, picture));
    const isAlone = doc.resolve(at).depth === 0;
    const tr = isAlone
        ? view.state.tr.replaceWith(at, end, together(schema, [node, ...pictures]))
        : view.state.tr.insert(end, pictures);
    view.dispatch(tr.scrollIntoView());
    view.focus();
};

const ask = (view, { urls }, options) => pick({ urls, back: () => view.focus(), ...options });

const choose = ({ view }, options) => ask(view, options, { several: true, take: (chosen) => insert(view, chosen) });

/* Move a picture of a gallery by one place. Gives where it is then; undefined at an end. */
const move = (view, at, step) => {
    const { doc, tr } = view.state;
    const $at = doc.resolve(at), index = $at.index(), gallery = $at.parent;
    const other = gallery.type.name === "gallery" && gallery.maybeChild(index + step);
    if (!other) { return; }
    const node = gallery.child(index);
    const to = step < 0 ? at - other.nodeSize : at + other.nodeSize;
    tr.delete(at, at + node.nodeSize).insert(to, node);
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView());
    return to;
};

// --- How a picture looks, and what can be done with it ---

const button = (icon, title, act) => {
    const made = crel("button", { type: "button", className: "picture__button material-icons", textContent: icon, title });
    made.setAttribute("aria-label", title);
    made.addEventListener("click", act);
    return made;
};

let dragged; // the view of the picture that is under way

class PictureView {
    constructor({ node, view, getPos, options }) {
        Object.assign(this, { node, view, getPos, options });
        this.thumb = crel("img", { className: "picture__thumb", alt: "", draggable: true });
        this.says = crel("p", { className: "picture__says" });
        this.contentDOM = crel("figcaption", { "data-hint": gettext("Caption, if there is one") });
        this.alt = crel("textarea", { rows: 2, maxLength: 1000 });
        this.decorative = crel("input", { type: "checkbox" });
        this.shown = crel("div", { className: "picture__shown", contentEditable: "false" }, [this.thumb, this.says]);
        this.tools = crel("div", { className: "picture__tools", contentEditable: "false" }, this.parts());
        this.dom = crel("figure", { className: "picture" }, [this.shown, this.contentDOM, this.tools]);
        this.listen();
        this.show();
    }

    parts() {
        this.state = crel("span", { className: "picture__state", role: "status" });
        const label = crel("label", {}, [gettext("Alternative text: what it shows, for who cannot see it"), this.alt]);
        const tick = crel("label", { className: "picture__tick" }, [this.decorative, gettext("Decorative")]);
        const buttons = crel("div", { className: "picture__buttons" }, [
            button("arrow_upward", gettext("Earlier in the gallery"), () => this.move(-1)),
            button("arrow_downward", gettext("Later in the gallery"), () => this.move(1)),
            button("add_photo_alternate", gettext("Add pictures to it: a gallery"), () => this.add()),
            button("swap_horiz", gettext("Replace the picture"), () => this.replace()),
            button("delete", gettext("Remove the picture"), () => this.remove()),
            this.state,
        ]);
        return [label, tick, buttons];
    }

    listen() {
        this.alt.addEventListener("input", () => this.set({ alt: this.alt.value.trim() ? this.alt.value : null }));
        // The form's own buttons are not meant by Enter here.
        this.alt.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); } });
        this.decorative.addEventListener("change", () => this.set({ isDecorative: this.decorative.checked }));
        this.shown.addEventListener("click", () => {
            const { state } = this.view;
            this.view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, this.getPos())));
            this.view.focus();
        });
        // Dragged by its picture, and not by the words under it.
        this.thumb.addEventListener("dragstart", ({ dataTransfer }) => { dataTransfer.effectAllowed = "move"; dragged = this; });
        this.thumb.addEventListener("dragend", () => { dragged = undefined; });
        this.dom.addEventListener("dragover", (event) => { if (dragged) { event.preventDefault(); } });
        this.dom.addEventListener("drop", (event) => {
            if (!dragged) { return; }
            event.preventDefault();
            if (dragged !== this && dragged.view === this.view) { this.receive(dragged, event.clientY); }
        });
    }

    /* Take a picture that is dropped on this one before it, or after: whichever half it is on. */
    receive({ node, getPos }, y) {
        const { top, height } = this.dom.getBoundingClientRect();
        const to = this.getPos() + (y > top + height / 2 ? this.node.nodeSize : 0);
        const { tr } = this.view.state;
        tr.delete(getPos(), getPos() + node.nodeSize);
        this.view.dispatch(tr.insert(tr.mapping.map(to), node));
    }

    set(attrs) {
        const { tr } = this.view.state;
        this.view.dispatch(tr.setNodeMarkup(this.getPos(), null, { ...this.node.attrs, ...attrs }));
    }

    async show() {
        const { picture, alt, isDecorative } = this.node.attrs;
        if ((alt ?? "") !== this.alt.value.trim()) { this.alt.value = alt ?? ""; }
        this.alt.disabled = isDecorative;
        this.decorative.checked = isDecorative;
        if (this.picture === picture) { return; }
        this.picture = picture;
        const told = await known(this.options.urls.choose, picture);
        if (this.picture === picture) { this.tell(told); }
    }

    tell(told) {
        if (!told) {
            this.thumb.hidden = true;
            this.says.textContent = gettext("The library has no picture %s.").replace("%s", this.picture);
            return;
        }
        Object.assign(this.thumb, {
            hidden: false, src: told.thumb, alt: told.alt || told.headline, width: told.thumb_width, height: told.thumb_height,
        });
        this.says.textContent = [told.headline, told.credit, told.rights].filter(Boolean).join(" · ");
        this.alt.placeholder = told.alt ? gettext("As in the library: %s").replace("%s", () => told.alt) : "";
    }

    // --- Its buttons ---

    move(step) {
        const isFirst = step < 0;
        const at = move(this.view, this.getPos(), step);
        if (at === undefined) {
            this.state.textContent = isFirst ? gettext("It is the first.") : gettext("It is the last.");
            return;
        }
        // It was made anew in its new place.
        const there = this.view.nodeDOM(at);
        there.querySelectorAll(".picture__button")[isFirst ? 0 : 1].focus();
        const index = this.view.state.doc.resolve(at).index() + 1;
        there.querySelector(".picture__state").textContent = gettext("Now number %s.").replace("%s", index);
    }

    add() {
        ask(this.view, this.options, { several: true, take: (chosen) => addAfter(this.view, this.getPos(), chosen) });
    }

    replace() {
        const take = ([picture]) => {
            const at = this.getPos(), { tr, schema } = this.view.state;
            this.view.dispatch(tr.replaceWith(at, at + this.node.nodeSize, made(schema, picture)));
        };
        ask(this.view, this.options, { take });
    }

    remove() {
        const at = this.getPos();
        const tr = this.view.state.tr.delete(at, at + this.node.nodeSize);
        this.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)))));
        this.view.focus();
    }

    // --- What the editor asks ---

    update(node) {
        if (node.type !== this.node.type) { return false; }
        this.node = node;
        this.show();
        return true;
    }

    stopEvent({ target, type }) {
        return this.tools.contains(target) || this.shown.contains(target) || Boolean(dragged && type.startsWith("dr"));
    }

    ignoreMutation({ target }) {
        return !this.contentDOM.contains(target);
    }
}

// --- The nodes ---

/* A gallery of one is that picture, and one of none is nothing: as the desk saves it. */
const settled = ({ doc, tr }) => {
    doc.forEach((node, at) => {
        if (node.type.name !== "gallery" || node.childCount > 1) { return; }
        const from = tr.mapping.map(at);
        if (node.childCount) { tr.replaceWith(from, from + node.nodeSize, node.firstChild); } else { tr.delete(from, from + node.nodeSize); }
    });
    return tr.docChanged ? tr : null;
};

export const Gallery = Node.create({
    name: "gallery",
    group: "box",
    content: "picture*",
    isolating: true,
    priority: 200,
    parseHTML: () => [{ tag: "aside.gallery" }],
    renderHTML: () => ["aside", { class: "gallery" }, 0],
    addProseMirrorPlugins: () => [new Plugin({
        appendTransaction: (transactions, before, state) => (transactions.some((tr) => tr.docChanged) ? settled(state) : null),
    })],
});

export const Picture = Node.create({
    name: "picture",
    group: "box",
    content: "inline*",
    isolating: true,
    addOptions: () => ({ urls: {} }),
    addAttributes: () => ({
        picture: {
            isRequired: true,
            parseHTML: (element) => element.dataset.picture,
            renderHTML: ({ picture }) => ({ "data-picture": picture }),
        },
        alt: {
            default: null,
            parseHTML: (element) => element.dataset.alt || null,
            renderHTML: ({ alt, isDecorative }) => (alt && !isDecorative ? { "data-alt": alt } : {}),
        },
        isDecorative: {
            default: false,
            parseHTML: (element) => element.dataset.decorative === "true",
            renderHTML: ({ isDecorative }) => (isDecorative ? { "data-decorative": "true" } : {}),
        },
    }),
    parseHTML: () => [{
        tag: "figure[data-picture]",
        getAttrs: (element) => (NUMBER.test(element.dataset.picture) ? null : false),
        contentElement: (element) => element.querySelector("figcaption") ?? document.createElement("p"),
    }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
    addNodeView() {
        return ({ node, view, getPos }) => new PictureView({ node, view, getPos, options: this.options });
    },
    addKeyboardShortcuts() {
        const here = () => around(this.editor.state.selection, "picture");
        const under = () => {
            const after = this.editor.state.selection.$from.after(1);
            return this.editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
        };
        const step = (by) => () => Boolean(here()) && (move(this.editor.view, here().at, by), true);
        return {
            "Alt-Shift-g": () => { choose(this.editor, this.options); return true; },
            "Alt-Shift-ArrowUp": step(-1),
            "Alt-Shift-ArrowDown": step(1),
            Enter: () => Boolean(here()) && under(),
            "Mod-Enter": () => Boolean(here()) && under(),
        };
    },
    addMenuItems({ menu, buttons }) {
        const title = gettext("Picture");
        menu.defineItem({
            name: this.name,
            groups: "boxes",
            button: buttons.material("image", title),
            option: crel("p", { textContent: title }),
            active: (editor) => editor.isActive(this.name),
            command: (editor) => choose(editor, this.options),
        });
    },
});

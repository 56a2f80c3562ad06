/* A newspaper's quotation marks, dashes and dots, as one types: in the copy and in its lines. */

import { Extension, InputRule } from "django-prose-editor/editor";
import { turned } from "articles/quotes";

const languageOf = (textarea) => document.getElementById("id_language")?.value || textarea?.lang || "en";

/* Backspace or undo, right after, brings back what was typed. */
export const SmartQuotes = Extension.create({
    name: "smartQuotes",
    priority: 1000,
    addInputRules() {
        const language = () => languageOf(this.editor.view.dom.closest(".prose-editor")?.querySelector("textarea"));
        const find = (text) => {
            const becomes = turned(text.at(-1) ?? "", text.slice(0, -1), language());
            if (!becomes) { return null; }
            const { instead, back } = becomes;
            const replaced = text.slice(text.length - 1 - back);
            return { index: text.length - replaced.length, text: replaced, data: { instead } };
        };
        const handler = ({ state, range, match }) => {
            state.tr.insertText(match.data.instead, range.from, range.to);
        };
        return [new InputRule({ find, handler })];
    },
    addKeyboardShortcuts() {
        return { "Mod-z": () => this.editor.commands.undoInputRule() };
    },
});

// --- The lines over the copy: fields of plain text ---

const LINES = ["headline", "standfirst", "kicker", "lead_caption"];

let isOurs = false; // what is typed just now

/* Put text in the place of some before the cursor, so that undo brings those back. */
const replace = (box, start, end, text) => {
    isOurs = true;
    box.setSelectionRange(start, end);
    document.execCommand("insertText", false, text);
    isOurs = false;
};

const follow = (box) => {
    let last; // what was turned a moment ago: {at, typed, instead}
    box.addEventListener("beforeinput", (event) => {
        if (isOurs) { return; }
        const end = box.selectionStart;
        if (event.inputType === "deleteContentBackward" && last?.at === end && end === box.selectionEnd) {
            const { typed, instead } = last;
            event.preventDefault();
            last = undefined;
            replace(box, end - instead.length, end, typed);
            return;
        }
        last = undefined;
    });
    box.addEventListener("input", ({ inputType, data, isComposing }) => {
        if (isOurs || inputType !== "insertText" || isComposing || data?.length !== 1) { return; }
        const end = box.selectionStart;
        const before = box.value.slice(0, end - 1);
        const becomes = turned(data, before, languageOf());
        if (!becomes) { return; }
        const start = end - 1 - becomes.back;
        const typed = box.value.slice(start, end);
        replace(box, start, end, becomes.instead);
        last = { at: start + becomes.instead.length, typed, instead: becomes.instead };
    });
};

for (const name of LINES) {
    const box = document.getElementById(`id_${name}`);
    if (box) { follow(box); }
}

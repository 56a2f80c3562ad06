/* What is pasted from word processors arrives with its structure, and with nothing else. */

import { Extension, Plugin, gettext } from "django-prose-editor/editor";
import { clean, disarmed } from "articles/clipboard";
import { say } from "articles/dialog";

/* Characters, pictures and styles left out: ten times the longest read, with all of Word's ado. */
const LONGEST = 1_500_000;

const TOO_MUCH = gettext(
    "This is too much to paste at once, and nothing was pasted. Paste it in parts, or as plain text.",
);

export const CleanPaste = Extension.create({
    name: "cleanPaste",
    addProseMirrorPlugins() {
        const refuse = (event) => {
            event.preventDefault();
            say(this.editor, TOO_MUCH);
            return true;
        };
        const paste = (view, event) => {
            const html = disarmed(event.clipboardData?.getData("text/html") ?? "");
            const text = event.clipboardData?.getData("text/plain") ?? "";
            return html.length > LONGEST || (!html && text.length > LONGEST) ? refuse(event) : false;
        };
        const props = { handleDOMEvents: { paste }, transformPastedHTML: clean };
        return [new Plugin({ props })];
    },
});

/*
 * What is pasted from word processors arrives with its structure, and with nothing else. Pictures
 * come by way of the library: those of other programs are left out, and that is said.
 */

import { Extension, Plugin, gettext } from "django-prose-editor/editor";
import { clean, disarmed } from "articles/clipboard";
import { say } from "articles/dialog";

/* Characters, pictures and styles left out: ten times the longest read, with all of Word's ado. */
const LONGEST = 1_500_000;

const TOO_MUCH = gettext(
    "This is too much to paste at once, and nothing was pasted. Paste it in parts, or as plain text.",
);

const NO_PICTURES = gettext(
    "Pictures cannot be pasted or dropped here, and were left out. Choose “Picture” over the copy, and upload them there.",
);

const hasPictures = (html) => /<img\b/i.test(html) && !html.includes("data-pm-slice");
const isFileOfPicture = ({ files = [] } = {}) => [...files].some(({ type }) => type.startsWith("image/"));

export const CleanPaste = Extension.create({
    name: "cleanPaste",
    addProseMirrorPlugins() {
        const refuse = (event) => {
            event.preventDefault();
            say(this.editor, TOO_MUCH);
            return true;
        };
        // Once the rest is there: whatever is said goes when the copy changes.
        const tell = () => { setTimeout(() => say(this.editor, NO_PICTURES)); };
        const paste = (view, event) => {
            const html = disarmed(event.clipboardData?.getData("text/html") ?? "");
            const text = event.clipboardData?.getData("text/plain") ?? "";
            if (html.length > LONGEST || (!html && text.length > LONGEST)) { return refuse(event); }
            if (hasPictures(html) || (!html && isFileOfPicture(event.clipboardData))) { tell(); }
            return false;
        };
        // The browser would leave the page for a file that is dropped on it.
        const drop = (view, event) => {
            if (!isFileOfPicture(event.dataTransfer)) { return false; }
            event.preventDefault();
            tell();
            return true;
        };
        const props = { handleDOMEvents: { paste, drop }, transformPastedHTML: clean };
        return [new Plugin({ props })];
    },
});

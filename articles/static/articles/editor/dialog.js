/* What the editor asks: a dialog with a field, and what is wrong at that field. */

import { crel, gettext } from "django-prose-editor/editor";

let count = 0;

/* A labelled field. `complain` says what is wrong with what is typed, and leaves that as it is. */
export const field = (label, { help = "", ...input } = {}) => {
    const id = `editor-field-${++count}`;
    const box = crel("input", { id, autocomplete: "off", ...input });
    const told = crel("p", { id: `${id}-told`, className: "editor-dialog__help", textContent: help });
    const wrong = crel("p", { id: `${id}-wrong`, className: "editor-dialog__wrong", role: "alert" });
    box.setAttribute("aria-describedby", `${told.id} ${wrong.id}`);
    const complain = (text) => {
        wrong.textContent = text;
        box.toggleAttribute("aria-invalid", Boolean(text));
        if (text) { box.setAttribute("aria-invalid", "true"); box.focus(); }
    };
    box.addEventListener("input", () => complain(""));
    const row = crel("div", { className: "prose-editor-dialog-field" },
        [crel("label", { htmlFor: id, textContent: label }), box, told, wrong]);
    return { row, box, complain };
};

/*
 * Open a dialog. `act` is what its button does; the dialog closes where that gives true. `back`
 * sets the focus where it was.
 */
export const open = ({ title, parts, submit, act, back }) => {
    const heading = crel("h2", {
        id: `editor-dialog-${++count}`, className: "prose-editor-dialog-title", textContent: title,
    });
    const cancel = crel("button", { type: "button", textContent: gettext("Cancel") });
    const buttons = crel("div", { className: "prose-editor-dialog-buttons" }, [
        ...(submit ? [crel("button", { type: "submit", textContent: submit })] : []), cancel,
    ]);
    const form = crel("form", { noValidate: true }, [heading, ...parts, buttons]);
    const dialog = crel("dialog", { className: "prose-editor-dialog editor-dialog" }, [form]);
    dialog.setAttribute("aria-labelledby", heading.id);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (act()) { dialog.close(); }
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
        dialog.remove();
        back();
    });
    // Not in the story's own form: a form in a form is sent with it.
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
};

/* Say something over the copy, until it is changed or something else is said. */
export const say = (editor, text) => {
    const place = editor.view.dom.parentElement;
    let line = place.querySelector(".editor-says");
    if (!line) {
        line = crel("p", { className: "editor-says", role: "alert" });
        editor.view.dom.before(line);
        editor.on("update", () => { line.textContent = ""; });
    }
    line.textContent = text;
};

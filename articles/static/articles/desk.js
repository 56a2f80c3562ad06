"use strict";

/* The article's form, and that of a fix: what the editor needs around it, and a word before typing is lost. */

{
    // The editor would put a <style> into the page, which the Content-Security-Policy
    // forbids; then the browser stores each typed space as a no-break space. The editor looks
    // for its mark first: this element has it and, being of no namespace, styles nothing.
    // The rules themselves are in desk.css.
    const mark = document.createElementNS("", "style");
    mark.setAttribute("data-tiptap-style", "");
    document.head.append(mark);

    const named = (editor, textarea) => {
        const label = document.querySelector(`label[for="${textarea.id}"]`);
        const field = editor.view.dom;
        field.setAttribute("aria-label", label ? label.textContent.replace(/:\s*$/, "") : "");
        field.setAttribute("aria-multiline", "true");
        label?.addEventListener("click", () => editor.commands.focus());
    };

    // The spelling checker goes by the story's language, not by the desk's.
    const spelt = (editor, textarea) => {
        const language = document.getElementById("id_language");
        const follow = () => { editor.view.dom.lang = language.value; };
        language?.addEventListener("change", follow);
        if (language) { follow(); } else { editor.view.dom.lang = textarea.lang; }
    };

    const toolbar = (editor) => {
        const bar = editor.storage.menu.dom;
        bar.setAttribute("role", "toolbar");
        bar.setAttribute("aria-label", gettext("Formatting"));
        const tell = () => {
            for (const button of bar.querySelectorAll("button")) {
                button.setAttribute("aria-pressed", button.classList.contains("active"));
                button.setAttribute("aria-disabled", button.classList.contains("disabled"));
            }
        };
        editor.on("transaction", tell);
        tell();
    };

    document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
        named(editor, textarea);
        spelt(editor, textarea);
        // The buttons are made a moment later.
        editor.on("create", () => toolbar(editor));
    });

    // A tag typed and left without Enter or a comma is meant as one; the widget would drop it.
    const keepTypedTag = (select) => {
        let isChosen = false;
        select.on("select2:selecting", () => { isChosen = true; });
        select.on("select2:closing", () => {
            const search = select.next().find(".select2-search__field");
            const word = search.val().trim();
            if (word && !isChosen) {
                select.append(new Option(word, word, true, true)).trigger("change");
            }
            isChosen = false;
        });
    };

    document.addEventListener("DOMContentLoaded", () => {
        const form = document.querySelector("#article_form, #fix_form");
        if (!form) { return; }
        keepTypedTag(django.jQuery("#id_tags"));
        // A form that comes back with an error holds words that are saved nowhere.
        let isUnsaved = Boolean(form.querySelector(".errornote"));
        const touched = () => { isUnsaved = true; };
        // jQuery hears both the browser's events and those that its widgets make up.
        django.jQuery(form).on("input change", touched);
        document.addEventListener("formset:removed", touched);
        form.addEventListener("submit", () => { isUnsaved = false; });
        window.addEventListener("beforeunload", (event) => {
            // What is kept needs no warning: see keeping.js.
            const isKept = !form.dispatchEvent(new Event("leaving", { cancelable: true }));
            if (isUnsaved && !isKept) { event.preventDefault(); }
        });
    });
}

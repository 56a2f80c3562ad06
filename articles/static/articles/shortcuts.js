"use strict";

/* What the keyboard does on a story's form: one table, which the page lists and the keys follow. */

{
    const IS_MAC = /Mac|iP(hone|ad)/.test(navigator.platform);

    /* Milliseconds after which what was sent has not arrived: it may be sent again. */
    const LOST = 10_000;

    /* Where this browser keeps that the single key is not wanted (WCAG 2.2, 2.1.4). */
    const NOT_SINGLE = "shortcuts-not-single";

    const form = () => document.getElementById("article_form");
    const dialog = () => document.getElementById("shortcuts");
    const button = (name) => form().querySelector(`.submit-row [name=${name}]`);
    const at = (selector) => document.querySelector(selector);

    let isSending = false;

    // One press is one save, however long the key is held.
    const press = (name) => () => {
        if (isSending) { return; }
        isSending = true;
        setTimeout(() => { isSending = false; }, LOST);
        form().requestSubmit(button(name));
    };

    const goTo = (selector) => () => { at(selector).focus(); };

    const open = () => { if (!dialog().open) { dialog().showModal(); } };

    // Alt and Shift: no browser's and no screen reader's, with these letters.
    const SHORTCUTS = [
        { keys: "Mod+S", says: gettext("Save, and go on writing"), fits: () => button("_continue"), does: press("_continue") },
        { keys: "Alt+Shift+R", says: gettext("Save, and read a proof"), fits: () => button("_proof"), does: press("_proof") },
        { keys: "Alt+Shift+P", says: gettext("Save, and go on to publish"), fits: () => button("_publish"), does: press("_publish") },
        { keys: "Alt+Shift+H", says: gettext("Go to the headline"), fits: () => at("#id_headline"), does: goTo("#id_headline") },
        { keys: "Alt+Shift+Y", says: gettext("Go to the body"), fits: () => at(".ProseMirror"), does: goTo(".ProseMirror") },
        { keys: "Alt+Shift+N", says: gettext("Go to the next finding of the checks"), fits: () => at("#findings") },
        { keys: "Alt+Shift+M", says: gettext("Go to the notes"), fits: () => at("#id_note-new"), does: goTo("#id_note-new") },
        { keys: "?", says: gettext("Show these shortcuts"), does: open },
    ];

    // The editor's own: listed here, and followed there.
    const IN_BODY = [
        { keys: "Mod+B", says: gettext("Bold") },
        { keys: "Mod+I", says: gettext("Italic") },
        { keys: "Mod+K", says: gettext("Link") },
        { keys: "Mod+Alt+2", says: gettext("Subhead") },
        { keys: "Mod+Shift+B", says: gettext("Quotation") },
        { keys: "Mod+Shift+8", says: gettext("List") },
        { keys: "Alt+Shift+Q", says: gettext("Pull quote") },
        { keys: "Alt+Shift+F", says: gettext("Fact box") },
        { keys: "Alt+Shift+G", says: gettext("Picture") },
        { keys: "Alt+Shift+ArrowUp", says: gettext("In a gallery: this picture earlier") },
        { keys: "Alt+Shift+ArrowDown", says: gettext("In a gallery: this picture later") },
        { keys: "Alt+Shift+E", says: gettext("Embed a video, sound or post") },
        { keys: "Alt+Shift+K", says: gettext("Link to a story of ours") },
        { keys: "Mod+Enter", says: gettext("Go on under a box") },
        { keys: "Mod+Z", says: gettext("Undo") },
        { keys: "Mod+Shift+Z", says: gettext("Redo") },
    ];

    // --- Keys ---

    const isLetter = ({ key, code }, letter) =>
        key.toLowerCase() === letter.toLowerCase() || code === `Key${letter}`;

    const isPressed = (event, keys) => {
        const [letter, ...held] = keys.split("+").reverse();
        const mod = IS_MAC ? event.metaKey : event.ctrlKey;
        const other = IS_MAC ? event.ctrlKey : event.metaKey;
        return isLetter(event, letter) && !other
            && mod === held.includes("Mod")
            && event.altKey === held.includes("Alt")
            && event.shiftKey === held.includes("Shift");
    };

    const isTyping = (target) => target.isContentEditable || target.matches("input, textarea, select");

    const isSingleWanted = () => {
        try { return !localStorage.getItem(NOT_SINGLE); } catch { return true; }
    };

    const asksForHelp = (event) => event.key === "?" && !event.ctrlKey && !event.metaKey
        && !event.altKey && !isTyping(event.target) && isSingleWanted();

    const pressed = (event) => {
        if (event.isComposing || event.defaultPrevented || dialog().open) { return; }
        const found = asksForHelp(event)
            ? SHORTCUTS.at(-1)
            : SHORTCUTS.find(({ keys, does, fits }) => does && fits?.() && isPressed(event, keys));
        if (!found) { return; }
        event.preventDefault();
        if (!event.repeat) { found.does(); }
    };

    // --- The list of them ---

    const NAMES = IS_MAC
        ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" }
        : { Mod: gettext("Ctrl"), Alt: gettext("Alt"), Shift: gettext("Shift") };

    const element = (name, ...contents) => {
        const made = document.createElement(name);
        made.append(...contents);
        return made;
    };

    const keyNames = (keys) => keys.split("+")
        .flatMap((key) => ["+", element("kbd", NAMES[key] ?? key)])
        .slice(1);

    const row = ({ keys, says }) => element("tr", element("td", ...keyNames(keys)), element("td", says));

    const list = () => {
        const shown = SHORTCUTS.filter(({ fits }) => !fits || fits());
        const inBody = at(".ProseMirror") ? IN_BODY : [];
        dialog().querySelector("tbody").replaceChildren(...[...shown, ...inBody].map(row));
    };

    const remember = ({ target }) => {
        try {
            if (target.checked) { localStorage.removeItem(NOT_SINGLE); } else { localStorage.setItem(NOT_SINGLE, "1"); }
        } catch { /* It is asked again the next time. */ }
    };

    document.addEventListener("DOMContentLoaded", () => {
        const opener = at(".shortcuts-button");
        if (!opener) { return; }
        opener.hidden = false;
        opener.addEventListener("click", () => { list(); open(); });
        const single = dialog().querySelector(".shortcuts__single");
        single.checked = isSingleWanted();
        single.addEventListener("change", remember);
        document.addEventListener("keydown", (event) => {
            if (asksForHelp(event)) { list(); }
            pressed(event);
        });
        window.addEventListener("pageshow", () => { isSending = false; });
    });
}

"use strict";

/*
 * The checks beside a story's form: asked again when typing stops; a click on a finding goes to
 * its place, and Alt+Shift+N to the next one. The server's side is articles/admin/findings.py.
 */

{
    /* Milliseconds after typing stops. */
    const PAUSE = 700;

    const FAILED = gettext("What you typed last could not be checked. It is tried again as you type.");

    const LEVELS = ["error", "warning", "note"];

    const form = () => document.getElementById("article_form");
    const panel = () => document.getElementById("findings");
    const part = (name) => panel().querySelector(`.findings__${name}`);
    const links = () => [...panel().querySelectorAll("a[data-field]")];
    const nameOf = ({ dataset }) => [dataset.field, dataset.quote, dataset.nth].join("\n");

    let editor;

    // Said again, it would be read out again.
    const write = (line, text) => { if (line.textContent !== text) { line.textContent = text; } };

    // For those who listen; trouble is shown too.
    const tell = (says, { isTrouble = false } = {}) => {
        write(part("state"), says);
        panel().classList.toggle("findings--trouble", isTrouble);
    };

    // --- Places in the body ---

    // The lines of the body: [{text, start}, …]. Each position in one is a character of its text.
    const linesOf = (doc) => {
        const lines = [];
        doc.descendants((node, at) => {
            if (!node.isTextblock) { return true; }
            lines.push({ text: node.textBetween(0, node.content.size, "", "\n"), start: at + 1 });
            return false;
        });
        return lines;
    };

    const placesIn = ({ text, start }, quote) => {
        const places = [];
        for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + quote.length)) {
            places.push({ from: start + at, to: start + at + quote.length });
        }
        return places;
    };

    // Where a finding is in the body; undefined where its words are gone.
    const placeOf = ({ dataset: { quote, nth } }, lines) => {
        const places = quote ? lines.flatMap((line) => placesIn(line, quote)) : [];
        return places[nth] ?? places.at(-1);
    };

    const rangeOf = ({ from, to }) => {
        const range = new Range();
        const start = editor.view.domAtPos(from, 1), end = editor.view.domAtPos(to, -1);
        range.setStart(start.node, start.offset);
        range.setEnd(end.node, end.offset);
        return range;
    };

    // --- Marks: painted over the text, which stays as it is. Older browsers show none. ---

    const paint = (name, ranges) => CSS.highlights?.set(name, new Highlight(...ranges));

    const underline = () => {
        if (!editor || editor.isDestroyed) { return; }
        const lines = linesOf(editor.state.doc);
        const found = links().filter(({ dataset }) => dataset.field === "body");
        for (const level of LEVELS) {
            const places = found.filter(({ dataset }) => dataset.level === level)
                .map((link) => placeOf(link, lines)).filter(Boolean);
            paint(`finding-${level}`, places.map(rangeOf));
        }
    };

    // --- Going there ---

    // The middle of the window is under no bar that sticks to its edge.
    const showMiddle = (box) => window.scrollBy(0, box.top - window.innerHeight / 2);

    const goIntoBody = (link) => {
        const place = placeOf(link, linesOf(editor.state.doc));
        editor.view.focus();
        if (!place) { return; }
        editor.commands.setTextSelection(place);
        showMiddle(rangeOf(place).getBoundingClientRect());
    };

    // Words in a field of several lines may be parted by other blanks than those that are saved.
    const asTyped = (quote) => RegExp(
        quote.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "g",
    );

    const selectIn = (field, { quote, nth }) => {
        const places = quote ? [...field.value.matchAll(asTyped(quote))] : [];
        const place = places[nth] ?? places.at(-1);
        if (place) { field.setSelectionRange(place.index, place.index + place[0].length); }
    };

    // What takes the focus for a field: lists that one searches have a control beside them.
    const controlOf = (field) => {
        const list = field.classList.contains("select2-hidden-accessible") && field.nextElementSibling;
        return list ? list.querySelector(".select2-search__field, .select2-selection") : field;
    };

    const inBylines = ({ quote }) => {
        const names = [...document.querySelectorAll("#bylines-group input[type=text]")];
        return names.find(({ value }) => quote && value.includes(quote)) ?? names[0];
    };

    const goIntoField = ({ dataset }) => {
        const named = dataset.field === "bylines" ? inBylines(dataset) : document.getElementById(`id_${dataset.field}`);
        if (!named) { return; }
        named.closest("details:not([open])")?.setAttribute("open", "");
        const control = controlOf(named);
        control.focus({ preventScroll: true });
        showMiddle(control.getBoundingClientRect());
        if (control.matches("textarea, input[type=text]")) { selectIn(control, dataset); }
    };

    // Where Escape leads back to, until another key is pressed; and where the next one follows.
    let cameFrom, last, lastIndex = -1;

    const go = (link) => {
        cameFrom = link;
        last = nameOf(link);
        lastIndex = links().indexOf(link);
        if (editor && link.dataset.field === "body") { goIntoBody(link); } else { goIntoField(link); }
    };

    const goToNext = () => {
        const all = links();
        if (!all.length) { return; }
        const at = all.findIndex((link) => nameOf(link) === last);
        const next = all[(at < 0 ? Math.max(0, lastIndex) : at + 1) % all.length];
        go(next);
        tell(next.textContent);
    };

    const pressed = (event) => {
        if (event.altKey && event.shiftKey && event.code === "KeyN") {
            event.preventDefault();
            goToNext();
        } else if (event.key === "Escape" && cameFrom?.isConnected) {
            cameFrom.focus();
            cameFrom = undefined;
        } else if (!["Alt", "Shift"].includes(event.key)) {
            cameFrom = undefined;
        }
    };

    // --- Asking ---

    const written = () => {
        const sent = new FormData(form());
        for (const name of [...sent.keys()]) {
            if (name.startsWith("_") && name !== "_kept_by") { sent.delete(name); }
        }
        return sent;
    };

    const textOf = (sent) => JSON.stringify([...sent].filter(([name]) => name !== "csrfmiddlewaretoken"));

    // What was open stays open, and what had the focus keeps it, if it is still found.
    const show = ({ summary, groups }) => {
        const list = part("found");
        const page = new DOMParser().parseFromString(groups, "text/html");
        const held = list.contains(document.activeElement) ? document.activeElement : undefined;
        for (const group of list.querySelectorAll("details")) {
            const same = page.querySelector(`details.${group.classList[1]}`);
            if (same) { same.open = group.open; }
        }
        list.replaceChildren(...page.body.childNodes);
        if (held) {
            const same = held.dataset.field && links().find((link) => nameOf(link) === nameOf(held));
            (same || panel().querySelector("summary")).focus();
        }
        write(part("sum"), summary);
        tell(summary);
    };

    const watch = () => {
        let checked = textOf(written()), soon, request;

        const ask = async () => {
            const sent = written(), text = textOf(sent);
            if (text === checked) { return; }
            request?.abort();
            const mine = request = new AbortController();
            try {
                const answer = await fetch(panel().dataset.url, {
                    method: "POST", body: sent, redirect: "error", signal: mine.signal,
                });
                if (!answer.ok) { throw new Error(answer.statusText); }
                show(await answer.json());
                checked = text;
                underline();
            } catch {
                if (!mine.signal.aborted) { tell(FAILED, { isTrouble: true }); }
            }
        };

        const changed = () => {
            clearTimeout(soon);
            soon = setTimeout(ask, PAUSE);
        };

        // jQuery hears both the browser's events and those that its widgets make up.
        django.jQuery(form()).on("input change", changed);
        document.addEventListener("formset:removed", changed);
    };

    document.addEventListener("prose-editor:ready", ({ detail }) => {
        if (!panel()) { return; }
        editor = detail.editor;
        let isDue = false;
        const soon = () => {
            if (isDue) { return; }
            isDue = true;
            requestAnimationFrame(() => { isDue = false; underline(); });
        };
        editor.on("create", soon);
        editor.on("update", soon);
    });

    document.addEventListener("DOMContentLoaded", () => {
        if (!panel()?.dataset.url) { return; }
        panel().open = window.matchMedia("(min-width: 768px)").matches;
        panel().addEventListener("click", (event) => {
            const link = event.target.closest("a[data-field]");
            if (link) { event.preventDefault(); go(link); }
        });
        document.addEventListener("keydown", pressed);
        watch();
    });
}

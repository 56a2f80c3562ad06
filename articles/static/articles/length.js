"use strict";

/*
 * The length of a story against its commission, as one types. It counts as the desk does when it
 * saves (articles/desk/saving.py), and says it as articles/admin/length.py does.
 */

{
    /* Milliseconds after typing stops. */
    const PAUSE = 250;

    const panel = () => document.getElementById("length");
    const body = () => document.getElementById("id_body");
    const commission = () => document.getElementById("id_commissioned_length");
    const part = (name) => panel().querySelector(`.length__${name}`);

    // Every element but these parts the words on both its sides.
    const EDGE = /<(?!\/?(?:a|cite|em|strong)[\s>])/gi;

    // Captions of pictures are not written to length.
    const wordsIn = (html) => {
        const page = new DOMParser().parseFromString(html.replace(EDGE, " <"), "text/html");
        page.querySelectorAll("figure[data-picture]").forEach((figure) => figure.remove());
        return page.body.textContent.split(/\s+/).filter(Boolean).length;
    };

    const compared = (words, wanted) => {
        if (words === wanted) { return gettext("as commissioned"); }
        return words < wanted
            ? interpolate(gettext("%s to write"), [wanted - words])
            : interpolate(gettext("%s over"), [words - wanted]);
    };

    const said = (words, wanted) => {
        if (!wanted) { return interpolate(ngettext("%s word", "%s words", words), [words]); }
        const of = ngettext("%(words)s of %(wanted)s word", "%(words)s of %(wanted)s words", wanted);
        return `${interpolate(of, { words, wanted }, true)}, ${compared(words, wanted)}`;
    };

    const reading = (words) => {
        const minutes = Math.max(1, Math.round(words / panel().dataset.aMinute));
        const text = ngettext("About %s minute to read", "About %s minutes to read", minutes);
        return words ? interpolate(text, [minutes]) : "";
    };

    // Who may only look at the plan has no field for it.
    const wantedNow = () => Number(commission() ? commission().value : panel().dataset.wanted) || 0;

    const tell = () => {
        const words = wordsIn(body().value), wanted = wantedNow(), meter = part("meter");
        part("says").textContent = said(words, wanted);
        part("reading").textContent = reading(words);
        meter.hidden = !wanted;
        meter.max = wanted || 1;
        meter.value = words;
        panel().classList.toggle("length--over", wanted > 0 && words > wanted);
    };

    document.addEventListener("DOMContentLoaded", () => {
        if (!panel() || !body()) { return; }
        let soon;
        // jQuery hears both the browser's events and those that its widgets make up.
        django.jQuery("#article_form").on("input change", () => {
            clearTimeout(soon);
            soon = setTimeout(tell, PAUSE);
        });
        tell();
    });
}

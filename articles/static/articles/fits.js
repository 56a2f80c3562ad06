"use strict";

/* How the headline that one types looks where it is shown. The limits are articles/text/slots.py. */

{
    /* Words of what is shown last that tell where it is cut off. */
    const LAST_WORDS = 3;

    const board = () => document.getElementById("fits");
    const typed = (name) => document.getElementById(`id_${name}`)?.value.trim().replace(/\s+/g, " ") ?? "";

    // As many whole words as there is room for: [what is shown, what is lost].
    const cut = (headline, room) => {
        // Characters as people and Python count them, not halves of them.
        const characters = [...headline];
        const start = characters.slice(0, room).join("");
        const end = start.lastIndexOf(" ");
        const shown = end > 0 ? start.slice(0, end) : start;
        return [shown, headline.slice(shown.length)];
    };

    const verdict = (headline, shown, isWhole, { shrinks, characters }) => {
        if (!headline) { return gettext("no headline yet"); }
        if (isWhole) { return gettext("fits"); }
        if (shrinks !== undefined) {
            return interpolate(gettext("set smaller, being over %s characters"), [characters]);
        }
        const words = shown.split(" ").slice(-LAST_WORDS).join(" ");
        return interpolate(gettext("cut off after “%s”"), [words]);
    };

    const fill = (slot) => {
        const headline = typed("headline"), room = Number(slot.dataset.characters);
        const isWhole = [...headline].length <= room;
        const isShrunk = !isWhole && "shrinks" in slot.dataset;
        const [shown, lost] = isWhole || isShrunk ? [headline, ""] : cut(headline, room);
        const write = (name, text) => { slot.querySelector(`.slot__${name}`).textContent = text; };
        write("kicker", typed("kicker"));
        write("shown", shown);
        write("lost", lost);
        write("standfirst", typed("standfirst"));
        write("verdict", verdict(headline, shown, isWhole, slot.dataset));
        slot.classList.toggle("slot--shrunk", isShrunk);
        slot.classList.toggle("slot--over", !isWhole);
    };

    const show = () => { board().querySelectorAll(".slot").forEach(fill); };

    document.addEventListener("DOMContentLoaded", () => {
        if (!board() || !document.getElementById("id_headline")) { return; }
        board().hidden = false;
        board().open = window.matchMedia("(min-width: 1100px)").matches;
        document.getElementById("article_form").addEventListener("input", ({ target }) => {
            if (["headline", "kicker", "standfirst"].includes(target.name)) { show(); }
        });
        show();
    });
}

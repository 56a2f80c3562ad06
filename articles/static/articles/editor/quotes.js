/* Quotation marks by language, and what a straight one that is typed becomes. */

const THIN = "\u202f"; // narrow no-break space

/*
 * Outer and inner marks: opening, closing, opening, closing. Source: Unicode CLDR 48, delimiters;
 * but Spanish as the Real Academia's Ortografía has it, Swiss German as its papers do, and Dutch
 * with the outer marks doubled. French sets a narrow no-break space inside.
 */
const MARKS = Object.entries({
    "“”‘’": "en pt nl da ga cy gl tr lv zh hi sq af zu sw vi id",
    "„“‚‘": "de cs sk is et hr sl mk",
    "«»‹›": "de-ch fa",
    "«»“”": "es it pt-pt el ca eu",
    "””’’": "sv fi he",
    "«»‘’": "nb nn no",
    "„”«»": "pl ro",
    "„”»«": "hu",
    "„”’’": "sr",
    "«»„“": "ru uk be",
    "„“„“": "bg lt",
    "”“’‘": "ar ur",
    "「」『』": "ja",
});
const TABLE = new Map(MARKS.flatMap(([marks, tags]) => tags.split(" ").map((tag) => [tag, [...marks]])));
const FRENCH = [`«${THIN}`, `${THIN}»`, "‹" + THIN, THIN + "›"];

/* Give [opening, closing, inner opening, inner closing] of a language tag such as en-GB. */
export const marksOf = (language) => {
    const tag = (language || "en").toLowerCase();
    const main = tag.split("-")[0];
    if (main === "fr") { return FRENCH; }
    return TABLE.get(tag) ?? TABLE.get(main) ?? TABLE.get("en");
};

/* Addresses and markup are typed as they are. */
const CODE = /(?:\S*:\/\/\S*|<\/?[a-z][^>]*|`[^`]*|\w+=)$/i;
/* Words whose apostrophe stands first. */
const CLIPPED = /(?:^|[^\p{L}])‘(tis|twas|em|til|cause|bout|cos)$/iu;
const IS_AFTER_OPENING = /[\s\u00a0({[\-–—/|]$/;

const isOpen = (before, opening, closing) => {
    if (opening === closing) { return (before.split(opening).length - 1) % 2 === 1; }
    return before.lastIndexOf(opening) > before.lastIndexOf(closing);
};

const begins = (before, marks) =>
    !before || IS_AFTER_OPENING.test(before) || (marks[0] !== marks[1] && before.endsWith(marks[0]))
    || (marks[2] !== marks[3] && before.endsWith(marks[2])) || before.endsWith(THIN);

const doubled = (before, marks) => {
    const [opening, closing] = marks;
    const isWithin = isOpen(before, opening, closing);
    if (/\d$/.test(before) && !isWithin) { return null; } // inches, seconds
    if (begins(before, marks) && !(isWithin && before.endsWith(THIN))) { return opening; }
    return closing;
};

const single = (before, marks) => {
    const [, , opening, closing] = marks;
    if (begins(before, marks)) { return opening; }
    const isWithin = isOpen(before, opening, closing);
    if (/\d$/.test(before) && !isWithin) { return null; } // feet, minutes
    return isWithin ? closing : "’";
};

/*
 * What becomes of a character that is typed behind some text: {instead, back}, to stand in its
 * place and in that of the `back` characters before it; null where it stays as it is.
 */
export const turned = (typed, before, language) => {
    if (CODE.test(before)) { return null; }
    const marks = marksOf(language);
    if (typed === "\"") { return put(doubled(before, marks)); }
    if (typed === "'") {
        // rock ’n’ roll: what opened was no quotation mark
        if (/(^|\s)‘n$/i.test(before)) { return { instead: "’n’", back: 2 }; }
        return put(single(before, marks));
    }
    if (typed === "-" && before.endsWith("–")) { return { instead: "—", back: 1 }; }
    if (typed === "-" && /(^|[^-])-$/.test(before)) { return { instead: "–", back: 1 }; }
    if (typed === "." && /(^|[^.])\.\.$/.test(before)) { return { instead: "…", back: 2 }; }
    if (/\d's$/.test(before + typed)) { return { instead: "’s", back: 1 }; }
    return clipped(typed, before);
};

const put = (instead) => (instead ? { instead, back: 0 } : null);

/* ’90s, ’tis: known once the word is whole. */
const clipped = (typed, before) => {
    const decade = typed === "s" && /‘(\d\d)$/.exec(before);
    if (decade) { return { instead: `’${decade[1]}s`, back: 3 }; }
    const word = /[\s,.;:!?]/.test(typed) && CLIPPED.exec(before);
    return word ? { instead: `’${word[1]}${typed}`, back: word[1].length + 1 } : null;
};

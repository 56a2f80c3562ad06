/*
 * The clipboard's HTML as copy. Word and Google Docs say in styles what copy says in elements,
 * and carry much that is no copy. The editor's schema then drops what it does not know.
 */

import { gatherLists } from "articles/lists";

const STYLE = "data-style";

/* Parts that no reader sees, or that belong to the document and not to the words. */
const NO_COPY = [
    "head, style, script, xml, title, meta, link, template, noscript, iframe, object, svg, math, video, audio, canvas",
    "img, picture, map, button, input, select, textarea, col, colgroup",
    // Deletions that are tracked, and comments.
    "del, .msoDel, .MsoCommentReference, .msocomtxt, a.msocomanchor, hr, a[href^='#cmnt']",
    "a[id^='_anchor_'], div[id^='_com_'], a[href^='#_msocom']",
    // Footnotes and endnotes: their marks here, their texts below.
    ".MsoFootnoteReference, .MsoEndnoteReference, .MsoFootnoteText, .MsoEndnoteText",
    "a[href^='#_ftn'], a[href^='#_edn'], a[href^='#ftnt'], a.sdfootnoteanc, a.sdendnoteanc, a.sdfootnotesym",
    "div[id^='ftn'], div[id^='edn'], div[id^='sdfootnote'], div[id^='sdendnote']",
    ".FootnoteReference, .EndnoteReference, .CommentStart, .CommentEnd, .TrackChangeDeleted, .EOP",
].join(", ");

const NOT_SHOWN = /display:\s*none|mso-hide:\s*all|mso-element:\s*(?:footnote|endnote|comment)|mso-special-character:\s*(?:footnote|comment)/i;

/* Characters that show as nothing. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;

/* No-break spaces that somebody meant: in numbers, before units, in French punctuation. */
const MEANT = /(\d)\u00a0(?=[\d%°€£$\p{L}])|«\u00a0|\u00a0(?=[»!?:;])/gu;

/*
 * Take the teeth out before anything reads it: the browser reports styles and event handlers to
 * the Content-Security-Policy even in a document that is never shown.
 */
export const disarmed = (html) =>
    html
        .replace(/=\s*(["']?)data:[^"'>\s]*\1/gi, "=\"\"")
        .replace(/<!--[\s\S]*?-->/g, "")
        .replace(/<(style|script|xml|title)\b[\s\S]*?<\/\1\s*>/gi, "")
        .replace(/<!\[(?:if[^\]]*|endif)\]>/gi, "")
        .replace(/<[a-z][^>]*>/gi, (tag) =>
            tag.replace(/([\s"'])style\s*=/gi, `$1${STYLE}=`).replace(/([\s"'])on\w+\s*=/gi, "$1data-on="),
        );

/* Give HTML of the clipboard as HTML that the editor reads. What it copied itself is as it is. */
export const clean = (html) => {
    const page = new DOMParser().parseFromString(disarmed(html), "text/html");
    if (page.querySelector("[data-pm-slice]")) { return page.body.innerHTML; }
    for (const step of STEPS) { step(page); }
    return page.body.innerHTML;
};

const styleOf = (element) => element.getAttribute(STYLE) ?? "";
const styled = (page) => page.querySelectorAll(`[${STYLE}]`);
const unwrap = (element) => element.replaceWith(...element.childNodes);

const renamed = (page, element, name) => {
    const other = page.createElement(name);
    other.append(...element.childNodes);
    element.replaceWith(other);
    return other;
};

const wrapContents = (page, element, name) => {
    const wrapper = page.createElement(name);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
};

const textsIn = (page) => {
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) { texts.push(walker.currentNode); }
    return texts;
};

// --- The steps, in their order ---

const dropNoCopy = (page) => {
    for (const mark of page.querySelectorAll("sup")) {
        if (mark.querySelector("a[href^='#']")) { mark.remove(); }
    }
    for (const element of page.querySelectorAll(NO_COPY)) { element.remove(); }
    for (const element of styled(page)) {
        if (NOT_SHOWN.test(styleOf(element))) { element.remove(); }
    }
    // Smart tags and Office's own, such as <o:p> and <st1:place>: their words are copy.
    for (const element of page.querySelectorAll("*")) {
        if (element.localName.includes(":") || element.localName === "ins") { unwrap(element); }
    }
};

/* Bold and italic as elements; Google wraps everything in a <b> that is not bold. */
const sayInElements = (page) => {
    for (const element of page.querySelectorAll(`b[${STYLE}], i[${STYLE}], em[${STYLE}], strong[${STYLE}], span[${STYLE}], font[${STYLE}]`)) {
        const style = styleOf(element);
        const isPlain = /^(?:b|strong)$/.test(element.localName)
            ? /(?<![\w-])font-weight:\s*(?:normal|400)/i : /(?<![\w-])font-style:\s*normal/i;
        if (element.localName !== "span" && element.localName !== "font") {
            if (isPlain.test(style)) { unwrap(element); }
            continue;
        }
        if (/(?<![\w-])font-weight:\s*(?:bold|[6-9]00)/i.test(style)) { wrapContents(page, element, "strong"); }
        if (/(?<![\w-])font-style:\s*italic/i.test(style)) { wrapContents(page, element, "em"); }
    }
};

const HEADINGS = [
    ["h1, .MsoTitle, p.Title, [role='heading'][aria-level='1'], [role='heading'][aria-level='2']", "h2"],
    ["h4, h5, h6, .MsoSubtitle, p.Subtitle, [role='heading']", "h3"],
];

/* Two kinds of subhead, and no emphasis of their own in them. */
const mapHeadings = (page) => {
    for (const [from, to] of HEADINGS) {
        for (const heading of page.querySelectorAll(from)) {
            if (/^h[23]$/.test(heading.localName)) { continue; }
            renamed(page, heading, to);
        }
    }
    for (const heading of page.querySelectorAll("h2, h3")) {
        for (const emphasis of heading.querySelectorAll("b, strong, i, em")) { unwrap(emphasis); }
        for (const end of heading.querySelectorAll("br")) { end.replaceWith(" "); }
        if (!heading.textContent.trim()) { heading.remove(); }
    }
};

const QUOTED = "p.MsoQuote, p.MsoIntenseQuote, p.Quotations, p.quotations, p[class*='Quote']";

const gatherQuotations = (page) => {
    let last = null;
    for (const paragraph of page.querySelectorAll(QUOTED)) {
        if (!last || last.nextElementSibling !== paragraph) {
            last = page.createElement("blockquote");
            paragraph.before(last);
        }
        const line = renamed(page, paragraph, "p");
        for (const emphasis of line.querySelectorAll("i, em")) { unwrap(emphasis); }
        last.append(line);
    }
};

const linesOf = (page, cell) => {
    const line = page.createElement("span");
    const blocks = [...cell.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6")].filter((block) => !block.querySelector("p, li"));
    for (const block of blocks.length ? blocks : [cell]) {
        if (line.childNodes.length) { line.append(" "); }
        line.append(...block.childNodes);
    }
    return line;
};

/* A row of a table is a paragraph, with a stroke between its cells; a table of one cell a frame. */
const flattenTables = (page) => {
    for (const table of [...page.querySelectorAll("table")].reverse()) {
        const cells = table.querySelectorAll("td, th");
        if (cells.length === 1) {
            table.replaceWith(...cells[0].childNodes);
            continue;
        }
        const rows = [...table.rows].map((row) => {
            const paragraph = page.createElement("p");
            const lines = [...row.cells].map((cell) => linesOf(page, cell)).filter((line) => line.textContent.trim());
            lines.forEach((line, at) => paragraph.append(...(at ? [" | "] : []), ...line.childNodes));
            return paragraph;
        });
        table.replaceWith(...rows);
    }
};

/* The parameter that holds where a link really leads, by the host that counts clicks first. */
const DETOURS = [[/(?:^|\.)google\.[a-z.]+$/, "/url", ["q", "url"]], [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]]];

const straight = (href) => {
    let url;
    try { url = new URL(href); } catch { return null; }
    for (const [host, path, names] of DETOURS) {
        if (host.test(url.hostname) && url.pathname === path) {
            return names.map((name) => url.searchParams.get(name)).find(Boolean) ?? null;
        }
    }
    return /^(?:https?|mailto|story):$/.test(url.protocol) ? href : null;
};

const straightenLinks = (page) => {
    for (const link of page.querySelectorAll("a")) {
        const typed = link.getAttribute("href") ?? "";
        const href = straight(typed) ?? (/^\/[^/]/.test(typed) ? typed : null);
        if (!href) {
            unwrap(link);
            continue;
        }
        for (const { name } of [...link.attributes]) { link.removeAttribute(name); }
        link.setAttribute("href", href);
        // Its underline and its colour are no emphasis of the writer's.
        if (!link.textContent.trim()) { unwrap(link); }
    }
};

const mendSpaces = (page) => {
    for (const text of textsIn(page)) {
        const seen = text.data.replace(UNSEEN, "");
        const kept = seen.replace(MEANT, (found) => found.replace("\u00a0", "\u0001"));
        text.data = kept.replace(/[\s\u00a0]*\u00a0[\s\u00a0]*/g, " ").replaceAll("\u0001", "\u00a0");
        if (text.nextSibling?.localName === "br") { text.data = text.data.trimEnd(); }
    }
};

const BLOCKS = "p, h2, h3, li, blockquote, div, ul, ol";

const dropEmpties = (page) => {
    for (const end of page.querySelectorAll("br")) {
        const next = end.nextSibling;
        const isLast = !next || (next.nodeType === 3 && !next.data.trim() && !next.nextSibling);
        const isLoose = !end.closest("p, h2, h3, li, blockquote, td");
        if (isLast || isLoose || /page-break-before:\s*always/i.test(styleOf(end))) { end.remove(); }
    }
    for (const block of [...page.querySelectorAll(BLOCKS)].reverse()) {
        if (!block.textContent.trim() && !block.querySelector("br")) { block.remove(); }
    }
};

const dropSpans = (page) => {
    for (const element of page.querySelectorAll("span, font, u, center, small, big, label")) { unwrap(element); }
    page.body.normalize();
};

const dropAttributes = (page) => {
    for (const element of page.querySelectorAll("*")) {
        for (const { name } of [...element.attributes]) {
            if (!/^(?:href|start)$/.test(name)) { element.removeAttribute(name); }
        }
    }
};

const STEPS = [
    dropNoCopy, gatherLists, sayInElements, gatherQuotations, mapHeadings, flattenTables, straightenLinks,
    dropSpans, mendSpaces, dropEmpties, dropAttributes,
];

/*
 * Lists of word processors. Word for Windows has paragraphs that begin with their marker, Word
 * online a list for each item, Google Docs lists beside items instead of in them.
 */

const STYLE = "data-style";
const ORDERED = /^\(?(?:[\p{L}\d]{1,6}[.)]|(?:\d{1,3}\.)+\d{1,3}\.?|\d{1,3})$/u;

const styleOf = (element) => element.getAttribute(STYLE) ?? "";

/* Build lists of items: [{level, kind, name, start, content}, …], levels from 1. */
const built = (page, items) => {
    const top = page.createDocumentFragment();
    const open = []; // the lists that the last item is in, from the outermost
    for (const { level, kind, name, start, content } of items) {
        open.length = Math.min(open.length, level);
        const last = open.at(-1);
        if (open.length === level && (last.kind !== kind || (level === 1 && last.name !== name))) { open.pop(); }
        while (open.length < level) {
            const list = page.createElement(kind);
            if (kind === "ol" && start > 1) { list.setAttribute("start", start); }
            (open.at(-1)?.list.lastElementChild ?? open.at(-1)?.list ?? top).append(list);
            open.push({ list, kind, name });
            // A level that is left out has an item all the same, or the list would stand in none.
            if (open.length < level) { list.append(page.createElement("li")); }
        }
        const item = page.createElement("li");
        item.append(...content);
        open.at(-1).list.append(item);
    }
    return top;
};

/* Runs of elements that follow each other, each [first, …]. */
const runs = (elements) => {
    const found = [];
    for (const element of elements) {
        const last = found.at(-1);
        if (last && last.at(-1).nextElementSibling === element) { last.push(element); } else { found.push([element]); }
    }
    return found;
};

// --- Word for Windows and Mac ---

const numbered = (marker) => ORDERED.test(marker) && !/^o$/i.test(marker);

const wordItem = (page, paragraph) => {
    const [, list, level] = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(styleOf(paragraph)) ?? [null, "", "1"];
    const ignored = [...paragraph.querySelectorAll(`[${STYLE}]`)]
        .filter((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
    const marker = ignored.map((span) => span.textContent).join("").trim();
    for (const span of ignored) { span.remove(); }
    const content = page.createElement("p");
    content.append(...paragraph.childNodes);
    return {
        level: Number(level), kind: numbered(marker) ? "ol" : "ul", name: list,
        start: Number.parseInt(marker, 10), content: [content],
    };
};

const isWordItem = (paragraph) => /mso-list:\s*l\d/i.test(styleOf(paragraph));

const gatherWord = (page) => {
    for (const run of runs([...page.querySelectorAll("p, h1, h2, h3, h4, h5, h6")].filter(isWordItem))) {
        const place = page.createElement("div");
        run[0].before(place);
        const items = run.map((paragraph) => wordItem(page, paragraph));
        for (const paragraph of run) { paragraph.remove(); }
        place.replaceWith(built(page, items));
    }
};

// --- Word online ---

const onlineItem = (item) => ({
    level: Number(item.dataset.ariaLevel) || 1,
    kind: item.parentElement.localName,
    name: item.dataset.listid ?? "",
    start: Number(item.parentElement.getAttribute("start")) || 1,
    content: [...item.childNodes],
});

const gatherOnline = (page) => {
    const wrappers = [...page.querySelectorAll(".ListContainerWrapper")];
    for (const run of runs(wrappers)) {
        const items = run.flatMap((wrapper) => [...wrapper.querySelectorAll("li")].map(onlineItem));
        run[0].before(built(page, items));
        for (const wrapper of run) { wrapper.remove(); }
    }
};

// --- Google Docs, LibreOffice ---

/* A list straight in a list belongs in the item before it. */
const nest = (page) => {
    for (const list of page.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
        const before = list.previousElementSibling;
        if (before?.localName === "li") { before.append(list); } else { list.replaceWith(...list.childNodes); }
    }
};

export const gatherLists = (page) => {
    gatherWord(page);
    gatherOnline(page);
    nest(page);
};

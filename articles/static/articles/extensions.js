/* How one types and pastes: what the editor learns beside the schema of the copy. */

import { Extension, Plugin, textInputRule } from "django-prose-editor/editor";

/* Straight quotes and dots become a newspaper's as they are typed. Backspace takes it back. */
export const SmartQuotes = Extension.create({
    name: "smartQuotes",
    addInputRules() {
        const rule = (find, replace) => textInputRule({ find, replace });
        return [
            rule(/(?:^|[\s({[<'"‘“])(")$/, "“"),
            rule(/"$/, "”"),
            rule(/(?:^|[\s({[<"“])(')$/, "‘"),
            rule(/'$/, "’"),
            rule(/--$/, "–"),
            rule(/–-$/, "—"),
            rule(/\.\.\.$/, "…"),
        ];
    },
});

/* Word and Google Docs say in styles what copy says in elements. */
export const CleanPaste = Extension.create({
    name: "cleanPaste",
    addProseMirrorPlugins() {
        return [new Plugin({ props: { transformPastedHTML: clean } })];
    },
});

const STYLE = "data-style";

const clean = (html) => {
    const page = new DOMParser().parseFromString(disarmed(html), "text/html");
    gatherLists(page);
    sayInElements(page);
    unwrapLinks(page);
    return page.body.innerHTML;
};

// Renamed before anything reads it: the browser reports styles and event handlers to the
// Content-Security-Policy even in a document that is never shown.
const disarmed = (html) =>
    html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) =>
        tag.replace(/\sstyle\s*=/gi, ` ${STYLE}=`).replace(/\son\w+\s*=/gi, " data-on="),
    );

const styleOf = (element) => element.getAttribute(STYLE) ?? "";

/* Word's list items are paragraphs that begin with their marker. */
const gatherLists = (page) => {
    let list = null;
    for (const paragraph of [...page.querySelectorAll("p")]) {
        if (!styleOf(paragraph).includes("mso-list:")) {
            list = null;
            continue;
        }
        const kind = /^\s*\w+[.)]/.test(paragraph.textContent) ? "ol" : "ul";
        if (list?.localName !== kind) {
            list = page.createElement(kind);
            paragraph.before(list);
        }
        list.append(itemOf(page, paragraph));
    }
};

const itemOf = (page, paragraph) => {
    for (const span of paragraph.querySelectorAll(`span[${STYLE}]`)) {
        if (/mso-list:\s*ignore/i.test(styleOf(span))) { span.remove(); }
    }
    const item = page.createElement("li");
    item.append(paragraph);
    return item;
};

/* Bold and italic as elements; Google wraps everything in a <b> that is not bold. */
const sayInElements = (page) => {
    for (const element of page.querySelectorAll(`b[${STYLE}], span[${STYLE}]`)) {
        const style = styleOf(element);
        if (element.localName === "b" && /font-weight:\s*normal/i.test(style)) {
            element.replaceWith(...element.childNodes);
            continue;
        }
        if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) { wrapContents(page, element, "strong"); }
        if (/font-style:\s*italic/i.test(style)) { wrapContents(page, element, "em"); }
    }
    for (const element of page.querySelectorAll(`[${STYLE}]`)) { element.removeAttribute(STYLE); }
};

const wrapContents = (page, element, name) => {
    const wrapper = page.createElement(name);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
};

/* Google Docs sends each link by way of itself. */
const unwrapLinks = (page) => {
    for (const link of page.querySelectorAll("a[href*='google.com/url?']")) {
        const target = new URL(link.href).searchParams.get("q");
        if (target) { link.href = target; }
    }
};

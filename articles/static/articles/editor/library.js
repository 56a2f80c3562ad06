/* The library of pictures, as the desk's scripts ask for it. What it tells of a picture is what
   articles/admin/pictures/looks.py does: {id, headline, caption, alt, credit, thumb, rights, …}. */

import { gettext } from "django-prose-editor/editor";

/* Pictures that one request asks for by number. */
const AT_ONCE = 24;

const FAILED = gettext("The library did not answer. Try again in a moment.");
const LOST = gettext("It did not arrive. Try again.");

const told = new Map();
let wanted = new Map();

const remember = (picture) => {
    told.set(String(picture.id), picture);
    return picture;
};

const asked = async (url, query) => {
    const response = await fetch(`${url}?${new URLSearchParams(query)}`, {
        headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "error",
    }).catch(() => undefined);
    if (!response?.ok) { throw new Error(FAILED); }
    const answer = await response.json();
    answer.results.forEach(remember);
    return answer;
};

/* Search for words: {results, next: the number of the next page or null}. */
export const search = (url, words, page = 1) => asked(url, { q: words, page });

/* Ask for all that were wanted in the meantime. */
const askAll = async (url) => {
    const all = [...wanted];
    wanted = new Map();
    while (all.length) {
        const some = all.splice(0, AT_ONCE);
        await asked(url, some.map(([id]) => ["id", id])).catch(() => {});
        for (const [id, answers] of some) { answers.forEach((answer) => answer(told.get(id))); }
    }
};

/* What the library tells of a picture; undefined where it has none, or does not answer. */
export const known = (url, id) => {
    if (told.has(String(id))) { return Promise.resolve(told.get(String(id))); }
    return new Promise((answer) => {
        if (!wanted.size) { setTimeout(askAll, 0, url); }
        wanted.set(String(id), [...wanted.get(String(id)) ?? [], answer]);
    });
};

const saidIn = (request) => {
    try { return JSON.parse(request.responseText); } catch { return { why: LOST }; }
};

/* Put a file into the library; `tell` hears which part of it (0 to 1) is there. Gives the picture. */
export const upload = (url, file, tell) => new Promise((done, failed) => {
    const request = new XMLHttpRequest(), body = new FormData();
    body.append("files", file);
    request.open("POST", url);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(total ? loaded / total : 0));
    request.addEventListener("error", () => failed(new Error(LOST)));
    request.addEventListener("load", () => {
        const answer = saidIn(request);
        if (request.status < 300 && answer.id) { done(remember(answer)); } else { failed(new Error(answer.why ?? LOST)); }
    });
    request.send(body);
});

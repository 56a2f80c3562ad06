"use strict";

/*
 * A story's form: what is typed is kept on the server and, until it is there, in this browser.
 * And who else has the story open. The server's side is articles/admin/keeping.
 */

{
    /* Milliseconds: after typing stops; the longest while it goes on; until this browser has a
       copy; between two signs of life. */
    const PAUSE = 2000;
    const LONGEST = 5000;
    const AT_ONCE = 400;
    const BEAT = 15000;

    const OFFLINE = gettext("No connection: kept in this browser, and sent when it is back.");
    const FAILED = gettext("The server could not take it: kept in this browser, and sent again soon.");
    const NOWHERE = gettext("What you type cannot be kept now. Save it soon, or copy it elsewhere.");
    const FOUND = gettext("You typed something here that is not saved: it is offered above the form.");

    const form = () => document.getElementById("article_form");
    const board = () => document.getElementById("keeping");
    const field = (name) => form().elements.namedItem(name);

    // The address of a blob has a UUID in it, also where crypto.randomUUID is not there: on HTTP.
    const newKey = () => {
        const url = URL.createObjectURL(new Blob());
        URL.revokeObjectURL(url);
        return url.slice(-36);
    };

    // What is typed, as one text: {name: [value, …]}.
    const read = () => {
        const fields = {};
        for (const [name, value] of new FormData(form())) {
            if (name !== "csrfmiddlewaretoken" && !name.startsWith("_kept")) {
                (fields[name] ??= []).push(value);
            }
        }
        return JSON.stringify(fields);
    };

    // --- What the server is asked, and answers ---

    class Trouble extends Error {
        isLoggedOut = false;
    }

    const fetched = (url, options) => fetch(url, {
        headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "error", ...options,
    }).catch(() => { throw new Trouble(OFFLINE); });

    const answer = async (response) => {
        const said = await response.json().catch(() => ({}));
        if (response.ok) { return said; }
        throw Object.assign(new Trouble(said.says || FAILED), { isLoggedOut: Boolean(said.login) });
    };

    const packed = ({ key, instead = "", fields = {} }) => {
        const body = new FormData();
        for (const [name, values] of Object.entries(fields)) {
            for (const value of values) { body.append(name, value); }
        }
        for (const name of ["csrfmiddlewaretoken", "_kept_by"]) { body.append(name, field(name).value); }
        body.append("_kept", key);
        body.append("_kept_instead", instead);
        return body;
    };

    const offered = async () => {
        const query = new URLSearchParams({ _kept: field("_kept").value, _kept_by: field("_kept_by").value });
        return answer(await fetched(`${board().dataset.unsaved}?${query}`));
    };

    // Whoever logged in again in another window has another token than this page.
    const renewToken = async () => {
        const { token } = await offered();
        for (const each of document.getElementsByName("csrfmiddlewaretoken")) { each.value = token; }
    };

    const post = async (url, copy) => {
        const send = () => fetched(url, { method: "POST", body: packed(copy) });
        let response = await send();
        if (response.status === 403) {
            await renewToken();
            response = await send();
        }
        return answer(response);
    };

    // --- This browser's own copies: each person's, of each story, by the form's key ---

    const shelf = () => `unsaved ${field("_kept_by").value} ${board().dataset.story} `;

    const store = (place, copy) => {
        try {
            localStorage.setItem(place, JSON.stringify(copy));
            return true;
        } catch {
            return false; // full, or forbidden
        }
    };

    const drop = (place) => {
        try { localStorage.removeItem(place); } catch { /* Nothing is there then. */ }
    };

    const shelved = () => {
        try {
            return Object.entries(localStorage).filter(([place]) => place.startsWith(shelf()));
        } catch {
            return [];
        }
    };

    // An open window holds a lock of its form's name: its copy is no business of others.
    const hold = (place) => navigator.locks?.request(place, () => new Promise(() => {}));

    const held = async () => {
        const locks = await navigator.locks?.query();
        return new Set(locks?.held.map(({ name }) => name));
    };

    // --- What the page says ---

    // Said again, it would be read out again.
    const write = (name, text = "") => {
        const line = board().querySelector(`.keeping__${name}`);
        if (line.textContent !== text) { line.textContent = text; }
    };

    const tell = (says, { isTrouble = false, isLoggedOut = false } = {}) => {
        write("state", says);
        board().classList.toggle("keeping--trouble", isTrouble);
        board().querySelector(".keeping__login").hidden = !isLoggedOut;
    };

    const showOffers = async () => {
        const { offer } = await offered();
        const page = new DOMParser().parseFromString(offer, "text/html");
        document.getElementById("offers").replaceChildren(...page.body.childNodes);
        return Boolean(document.querySelector("#offers .offer"));
    };

    // --- The form ---

    const keep = () => {
        const opened = read();
        let key = field("_kept").value;
        // What is typed goes to this place, unless it is safe: on the server, or sent to be saved.
        let place = shelf() + key;
        let safe = opened;
        let isTouched = false, isSending = false, isSubmitted = false;
        let atOnce, soon, since;

        const copy = (text) => ({ key, instead: field("_kept_instead").value, fields: JSON.parse(text) });

        // Tells whether nothing would be lost if the window closed now.
        const keepHere = () => {
            const now = read();
            if (isTouched && now !== safe) { return store(place, copy(now)); }
            drop(place);
            return true;
        };

        const lament = (trouble) => {
            if (isSubmitted || !(trouble instanceof Trouble)) { return; }
            const isKept = keepHere();
            if (read() === safe && !trouble.isLoggedOut) { return; }
            tell(isKept ? trouble.message : NOWHERE, { isTrouble: true, isLoggedOut: trouble.isLoggedOut });
        };

        // A form that was saved keeps nothing more: this one, come back to, is another.
        const rename = () => {
            drop(place);
            key = field("_kept").value = newKey();
            place = shelf() + key;
            hold(place);
        };

        const send = (now) => {
            const isAsSaved = now === opened && "fresh" in board().dataset;
            return post(isAsSaved ? document.getElementById("throw-away").action : board().dataset.unsaved, copy(now));
        };

        const keepThere = async () => {
            const now = read();
            if (!isTouched || isSending || isSubmitted || now === safe) { return; }
            isSending = true;
            try {
                const { says, isLate } = await send(now);
                if (isSubmitted) { return; }
                if (isLate) { rename(); } else { safe = now; }
                tell(says);
                keepHere();
                if (read() !== safe) { changed(); }
            } catch (trouble) {
                lament(trouble);
            } finally {
                isSending = false;
            }
        };

        const changed = () => {
            isTouched = true;
            atOnce ??= setTimeout(() => { atOnce = undefined; keepHere(); }, AT_ONCE);
            since ??= Date.now();
            clearTimeout(soon);
            const wait = Math.min(PAUSE, since + LONGEST - Date.now());
            soon = setTimeout(() => { since = undefined; keepThere(); }, Math.max(0, wait));
        };

        // What was sent off is the server's; what is typed after that is another form's.
        const submitted = () => {
            isSubmitted = true;
            safe = read();
            place = shelf() + newKey();
        };

        // The page is still here: what was sent off did not arrive, or nothing came back.
        const resume = () => {
            if (!isSubmitted) { return; }
            drop(place);
            isSubmitted = false;
            safe = "";
            place = shelf() + key;
        };

        const beat = async () => {
            resume();
            try {
                const { here, news } = await post(board().dataset.here, { key, fields: { seen: [field("seen").value] } });
                write("here", here);
                write("news", news);
                if (board().classList.contains("keeping--trouble")) { tell(""); }
            } catch (trouble) {
                lament(trouble);
                return;
            }
            await keepThere();
        };

        const leave = () => {
            keepHere();
            if (isTouched && !isSubmitted && read() !== safe) {
                navigator.sendBeacon(board().dataset.unsaved, packed(copy(read())));
            }
            navigator.sendBeacon(board().dataset.left, packed({ key }));
        };

        // What never reached the server from windows that are gone.
        const sweep = async () => {
            const open = await held();
            const left = shelved().filter(([name]) => name !== place && !open.has(name));
            for (const [name, text] of left) {
                await post(board().dataset.unsaved, JSON.parse(text));
                if (localStorage.getItem(name) === text) { drop(name); }
            }
            if (left.length && await showOffers()) { tell(FOUND); }
        };

        const throwAway = async (event) => {
            event.preventDefault();
            const { value } = event.submitter;
            try {
                await post(event.target.action, { key: value });
                drop(shelf() + value);
                await showOffers();
                document.getElementById("offers").focus();
            } catch (trouble) {
                tell(trouble.message, { isTrouble: true, isLoggedOut: trouble.isLoggedOut });
            }
        };

        keepHere();
        hold(place);
        // jQuery hears both the browser's events and those that its widgets make up.
        django.jQuery(form()).on("input change", changed);
        document.addEventListener("formset:removed", changed);
        form().addEventListener("leaving", (event) => { if (keepHere()) { event.preventDefault(); } });
        form().addEventListener("submit", (event) => {
            resume();
            keepHere();
            // Once the browser has gathered what it sends.
            setTimeout(() => { if (!event.defaultPrevented) { submitted(); } });
        });
        document.getElementById("throw-away").addEventListener("submit", throwAway);
        document.addEventListener("visibilitychange", () => { (document.hidden ? keepThere : beat)(); });
        window.addEventListener("online", beat);
        window.addEventListener("pagehide", leave);
        window.addEventListener("pageshow", ({ persisted }) => { if (persisted) { beat(); } });
        setInterval(beat, BEAT);
        beat().then(sweep).catch(lament);
    };

    document.addEventListener("DOMContentLoaded", () => {
        if (board()) { keep(); }
    });
}

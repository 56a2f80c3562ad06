"use strict";

/* Notes on a story: sent without leaving its form, and kept in this tab until they are sent. */

{
    const asked = { "X-Requested-With": "XMLHttpRequest" };
    const section = () => document.getElementById("notes");
    const boxes = () => section().querySelectorAll("textarea");
    const key = (box) => `note ${section().dataset.of} ${box.id}`;

    // Also after the story was saved, or the log-in ended: whoever typed it finds it again.
    const restore = () => {
        for (const box of boxes()) {
            const typed = sessionStorage.getItem(key(box));
            if (!typed) { continue; }
            box.value = typed;
            const folded = box.closest("details");
            if (folded) { folded.open = true; }
        }
    };

    const notesIn = async (response) => {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        return page.getElementById("notes");
    };

    const post = (form) => fetch(form.action, { method: "POST", headers: asked, body: new FormData(form) });

    // Whoever logged in again in another window has another token than this page.
    const renewToken = async (form) => {
        const fresh = await notesIn(await fetch(form.action, { headers: asked }));
        const token = fresh?.querySelector("[name=csrfmiddlewaretoken]").value;
        for (const field of token ? document.getElementsByName("csrfmiddlewaretoken") : []) {
            field.value = token;
        }
        return Boolean(token);
    };

    const send = async (form) => {
        const response = await post(form);
        return response.status === 403 && await renewToken(form) ? post(form) : response;
    };

    const show = (notes) => {
        section().replaceWith(notes);
        restore();
        section().querySelector(".note--written, [aria-invalid=true]")?.focus();
    };

    const lament = (form) => {
        form.querySelector("[role=alert]")?.remove();
        const says = document.createElement("p");
        says.className = "errornote";
        says.setAttribute("role", "alert");
        says.textContent = gettext("The note was not sent; it is still here. See that you are online and logged in (in another window), then send it again.");
        form.prepend(says);
    };

    const submitted = async (form) => {
        const box = form.querySelector("textarea");
        const button = form.querySelector("button");
        box.readOnly = button.disabled = true;
        try {
            const response = await send(form);
            const notes = await notesIn(response);
            if (!notes) { throw new Error("These are no notes"); }
            if (response.ok) { sessionStorage.removeItem(key(box)); }
            show(notes);
        } catch {
            box.readOnly = button.disabled = false;
            lament(form);
        }
    };

    document.addEventListener("DOMContentLoaded", () => {
        if (!section()) { return; }
        restore();
    });

    document.addEventListener("input", ({ target }) => {
        if (target.matches("#notes textarea")) { sessionStorage.setItem(key(target), target.value); }
    });

    document.addEventListener("submit", (event) => {
        if (!event.target.matches("#notes form")) { return; }
        event.preventDefault();
        submitted(event.target);
    });
}

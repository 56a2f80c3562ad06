// The list of sections: moved by dragging, and by its buttons without leaving the page. Without
// this script the buttons send the form.

"use strict";

document.addEventListener("DOMContentLoaded", () => {
    const body = document.querySelector("#result_list tbody");
    if (!body || !body.querySelector("[data-section]")) return;

    const form = body.closest("form");
    const path = body.querySelector("[data-section] button").formAction;
    const told = document.createElement("p");
    told.className = "order-told";
    told.setAttribute("role", "status");
    form.append(told);

    const rows = () => [...body.querySelectorAll("tr")].filter((row) => orderOf(row));
    const orderOf = (row) => row.querySelector("[data-section]");
    let sent = Promise.resolve();

    // One after the other: an earlier order must not arrive last.
    function send(row) {
        const data = new URLSearchParams({
            csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
            order: rows().map((each) => orderOf(each).dataset.section).join(","),
        });
        const { name } = orderOf(row).dataset;
        const place = rows().indexOf(row) + 1;
        sent = sent
            .then(() => fetch(path, { method: "POST", body: data, redirect: "manual" }))
            .then((answer) => {
                if (answer.status !== 204) throw new Error("refused");
                tell(interpolate(gettext("%(name)s is number %(place)s now."), { name, place }, true));
            })
            .catch(() => {
                tell(gettext("The order was not saved. Load the page again, and try once more."), true);
            });
    }

    function tell(words, isWrong = false) {
        told.classList.toggle("order-told", !isWrong);
        told.classList.toggle("errornote", isWrong);
        told.textContent = words;
    }

    body.addEventListener("click", (event) => {
        const button = event.target.closest("[data-section] button");
        if (!button) return;
        event.preventDefault();
        const row = button.closest("tr");
        const other = button.name === "up" ? row.previousElementSibling : row.nextElementSibling;
        if (!other) return;
        if (button.name === "up") other.before(row);
        else other.after(row);
        button.focus(); // a moved element loses it
        send(row);
    });

    // --- dragging, by a mouse, a finger or a pen ---

    for (const row of rows()) {
        const grip = document.createElement("span");
        grip.className = "order__grip";
        grip.setAttribute("aria-hidden", "true"); // the buttons do the same
        grip.title = gettext("Drag");
        grip.textContent = "⠿";
        orderOf(row).prepend(grip);
        grip.addEventListener("pointerdown", (event) => drag(event, row));
    }

    function drag(event, row) {
        if (event.button) return;
        event.preventDefault();
        const before = rows().indexOf(row);
        row.classList.add("is-dragged");
        // On the document: a row that is moved would lose the pointer.
        const stop = new AbortController();
        const follow = (moved) => place(row, moved.clientY);
        const end = () => {
            stop.abort();
            row.classList.remove("is-dragged");
            if (rows().indexOf(row) !== before) send(row);
        };
        document.addEventListener("pointermove", follow, { signal: stop.signal });
        document.addEventListener("pointerup", end, { signal: stop.signal });
        document.addEventListener("pointercancel", end, { signal: stop.signal });
    }

    function place(row, y) {
        const others = rows().filter((other) => other !== row);
        const next = others.find((other) => {
            const box = other.getBoundingClientRect();
            return y < box.top + box.height / 2;
        });
        if (next ? row.nextElementSibling !== next : row.nextElementSibling) {
            if (next) next.before(row);
            else others.at(-1).after(row);
        }
    }
});

"use strict";

/*
 * The page that asks whether to publish: the pictures are made ready while it is read, one by one.
 * Whoever goes on before that waits for it. The server's side is
 * articles/admin/pressing/preparing.py.
 */

document.addEventListener("DOMContentLoaded", () => {
    const shown = document.querySelector(".preparing");
    if (!shown) { return; }
    const form = shown.closest("form");
    const said = shown.querySelector(".preparing__said");
    const bar = shown.querySelector(".preparing__bar");
    let isOver = false, pressed = null;

    const tell = ({ done, total }) => {
        bar.max = total;
        bar.value = done;
        const text = gettext("Pictures made ready: %(done)s of %(total)s");
        said.textContent = interpolate(text, { done, total }, true);
        if (pressed) { said.textContent += ` ${gettext("It goes on by itself as soon as all are.")}`; }
        return done >= total;
    };

    const next = async () => {
        const response = await fetch(shown.dataset.address, {
            method: "POST",
            headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        });
        if (!response.ok) {
            const { why } = await response.json();
            throw new Error(why);
        }
        return response.json();
    };

    /* What fails here is told, and kept from nobody: the press draws what lacks, or says why not. */
    const fail = (error) => {
        bar.hidden = true;
        said.textContent = error instanceof SyntaxError || error instanceof TypeError
            ? gettext("The pictures could not be made ready yet. That is done when you go on.")
            : error.message;
    };

    const run = async () => {
        let progress = { done: Number(shown.dataset.done), total: Number(shown.dataset.total) };
        bar.hidden = false;
        try {
            while (!tell(progress)) { progress = await next(); }
        } catch (error) {
            fail(error);
        }
        isOver = true;
        if (pressed) { form.requestSubmit(pressed); }
    };

    form.addEventListener("submit", (event) => {
        if (isOver) { return; }
        event.preventDefault();
        pressed = event.submitter ?? form.querySelector("input[type=submit]");
        tell({ done: bar.value, total: bar.max });
    });
    run();
});

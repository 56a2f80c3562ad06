"use strict";

/* Another file for a picture: the new one is shown beside the old, then sent, saying how far it is. */

document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("replace_form");
    const shown = form.querySelector(".replace__new"), said = shown.querySelector(".replace__said");
    const way = form.querySelector(".replace__way"), bar = way.querySelector("progress");
    const button = form.querySelector("[type=submit]");
    // Pixels across: enough to see what it is.
    const WIDE = 900;

    // Drawn, for an address of a file (blob:) is forbidden by the Content-Security-Policy.
    async function show(file) {
        shown.hidden = !file;
        if (!file) return;
        said.textContent = file.name;
        const canvas = shown.querySelector("canvas");
        try {
            const image = await createImageBitmap(file, { resizeWidth: WIDE, resizeQuality: "medium" });
            if (form.elements.file.files[0] !== file) return; // another was chosen meanwhile
            canvas.width = image.width;
            canvas.height = image.height;
            canvas.getContext("2d").drawImage(image, 0, 0);
            canvas.hidden = false;
        } catch {
            canvas.hidden = true;
            said.textContent = interpolate(
                gettext("%s: your browser cannot show it. It is looked at when it arrives."), [file.name],
            );
        }
    }

    form.elements.file.addEventListener("change", ({ target }) => show(target.files[0]));
    show(form.elements.file.files[0]); // one that the browser kept

    function tell(words) {
        way.querySelector("[role=status]").textContent = words;
    }

    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const request = new XMLHttpRequest();
        request.upload.addEventListener("progress", ({ loaded, total }) => {
            bar.value = 100 * loaded / total;
            tell(interpolate(gettext("%s% sent"), [Math.round(bar.value)]));
        });
        request.upload.addEventListener("load", () => {
            bar.removeAttribute("value"); // how long the rest takes, nobody knows
            tell(gettext("It has arrived, and is drawn for the pages that show it…"));
        });
        request.addEventListener("load", () => answered(request));
        request.addEventListener("error", () => failed(gettext("There is no connection. Try again.")));
        request.open("POST", form.action);
        request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
        bar.value = 0;
        way.hidden = false;
        button.disabled = true;
        request.send(new FormData(form));
    });

    function answered(request) {
        if (request.getResponseHeader("Content-Type")?.startsWith("application/json")) {
            window.location.assign(JSON.parse(request.response).then);
            return;
        }
        const page = new DOMParser().parseFromString(request.response, "text/html");
        const refused = page.querySelector(".replace__refused");
        failed(refused ? "" : why(request.status));
        if (refused) {
            form.querySelector(".replace__refused").replaceWith(refused);
            refused.focus();
        }
    }

    function why(status) {
        if (status === 413) return gettext("This file is larger than the server takes.");
        if (status >= 500) return gettext("The server could not take it. Try again.");
        return gettext("You are no longer logged in. Open this page again, and choose the file again.");
    }

    function failed(words) {
        button.disabled = false;
        way.hidden = !words;
        bar.value = 0;
        tell(words);
    }
});

/* A batch goes on by itself, as long as its page is open and nobody pauses it. */

"use strict";

document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("go_on");
    if (!form || form.dataset.byItself === undefined) {
        return;
    }
    for (const shown of form.querySelectorAll(".working, .pause")) {
        shown.hidden = false;
    }
    // Time to read, and to pause: the next few seconds' worth cannot be called back.
    const timer = setTimeout(() => form.requestSubmit(), 500);
    for (const button of form.querySelectorAll("input[type=submit]")) {
        button.addEventListener("click", () => clearTimeout(timer));
    }
});

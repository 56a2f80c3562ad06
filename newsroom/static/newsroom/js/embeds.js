"use strict";

/* A card's film, sound or post is fetched from its provider when a reader asks for it here. */

for (const card of document.querySelectorAll("figure[data-frame]")) {
  const { act, frame, title } = card.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "embed__act";
  button.textContent = act;

  button.addEventListener("click", () => {
    const shown = document.createElement("iframe");
    shown.className = "embed__frame";
    shown.title = title;
    shown.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    shown.sandbox = "allow-scripts allow-same-origin allow-popups allow-presentation allow-forms";
    // The host and no path: players refuse to play for nobody.
    shown.referrerPolicy = "strict-origin-when-cross-origin";
    shown.src = frame;
    card.querySelector(".embed__note").remove();
    button.replaceWith(shown);
    shown.focus();
  });

  card.querySelector(".embed__note").hidden = false;
  card.querySelector(".embed__link").before(button);
}

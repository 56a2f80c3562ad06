"use strict";

/*
 * Framing a picture: its focal point, and crops drawn by hand where that is not enough. All of it
 * is in two number fields and one of JSON; this script moves them, and shows what comes of it.
 */

{
    // Steps of the keyboard, in parts of the picture.
    const STEP = 0.01, LEAP = 0.05;
    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    const thousandth = (part) => Math.round(cropping.clamp(part, 0, 1) * 1000) / 1000;
    const percent = (part) => `${100 * part}%`;
    const set = (element, attributes) => {
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    };

    // What the pointer does from here on, by its place as parts of the stage.
    const followed = (event, stage, move) => {
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
        const stop = new AbortController();
        const frame = stage.getBoundingClientRect();
        const at = ({ clientX, clientY }) =>
            [(clientX - frame.left) / frame.width, (clientY - frame.top) / frame.height];
        const began = at(event);
        const end = () => stop.abort();
        document.addEventListener("pointermove", (moved) => {
            if (moved.pointerId === event.pointerId) move(at(moved), began);
        }, { signal: stop.signal });
        document.addEventListener("pointerup", end, { signal: stop.signal });
        document.addEventListener("pointercancel", end, { signal: stop.signal });
    };

    const begin = (root) => {
        const find = (selector) => root.querySelector(selector);
        const stage = find(".framing__stage"), told = find(".framing__told");
        const marker = find(".framing__marker"), cut = find(".framing__cut");
        const stored = find("input[type=hidden]");
        const fields = ["x", "y"].map((axis) => document.getElementById(`id_focus_${axis}`));
        const cards = Object.fromEntries(
            [...root.querySelectorAll(".framing__crop")].map((card) => [card.dataset.crop, card]),
        );

        const width = Number(root.dataset.width), height = Number(root.dataset.height);
        // What is typed, in fractions; while that is none, nothing.
        const typed = () => fields.every(({ value, validity }) => value && validity.valid)
            && fields.map(({ value }) => Number(value) / 100);
        const saved = () => ["x", "y"].map((axis) => parseFloat(marker.getAttribute(axis)) / 100);
        const picture = { width, height, focus: typed() || saved() };
        let drawn = JSON.parse(stored.value || "{}");
        let tool = ""; // the crop that is on the picture; none: the focal point

        const shape = (crop) => [cards[crop].dataset.across, cards[crop].dataset.down].map(Number);
        const box = (crop) => cropping.box(picture, shape(crop), drawn[crop]);
        const most = (crop) => cropping.largest(width, height, shape(crop))[0];
        const least = (crop) => Math.min(Number(root.dataset.least), most(crop));
        const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];
        const tell = (words) => { told.textContent = words; };

        // --- what is shown ---

        const show = () => {
            stored.value = JSON.stringify(drawn);
            showFocus();
            Object.keys(cards).forEach(showCard);
            root.classList.toggle("is-cropping", Boolean(tool));
            cut.toggleAttribute("hidden", !tool);
            if (tool) showCut(box(tool));
        };

        const showFocus = () => {
            const [x, y] = picture.focus;
            set(marker, { x: percent(x), y: percent(y) });
            const places = { x: Math.round(x * 100), y: Math.round(y * 100) };
            set(marker.firstElementChild, {
                "aria-valuenow": places.x,
                "aria-valuetext": interpolate(
                    gettext("%(x)s% from the left, %(y)s% from the top"), places, true,
                ),
            });
        };

        const showCard = (crop) => {
            const card = cards[crop], [left, top, right, bottom] = box(crop);
            const size = [right - left, bottom - top];
            set(card.querySelector("svg"), { viewBox: [left, top, ...size].join(" ") });
            card.querySelector(".framing__size").textContent = size.join(" × ");
            const way = crop in drawn ? "hand" : "focus";
            card.querySelector(`[value=${way}]`).checked = true;
            card.classList.toggle("is-shown", crop === tool);
        };

        const showCut = ([left, top, right, bottom]) => {
            const place = {
                x: percent(left / width), y: percent(top / height),
                width: percent((right - left) / width), height: percent((bottom - top) / height),
            };
            for (const piece of cut.querySelectorAll(".framing__piece")) set(piece, place);
            for (const grip of cut.querySelectorAll(".framing__grip")) {
                const [toRight, toBottom] = sides(grip);
                set(grip, {
                    x: percent((toRight ? right : left) / width),
                    y: percent((toBottom ? bottom : top) / height),
                });
            }
            const words = {
                width: right - left, height: bottom - top,
                x: Math.round(100 * left / width), y: Math.round(100 * top / height),
            };
            set(cut.querySelector("[role=slider]"), {
                "aria-label": interpolate(gettext("Crop %s"), [tool]),
                "aria-valuenow": Math.round(100 * words.width / width),
                "aria-valuetext": interpolate(gettext(
                    "%(width)s by %(height)s pixels, %(x)s% from the left, %(y)s% from the top",
                ), words, true),
            });
        };

        const sides = (grip) => [grip.dataset.side.includes("e"), grip.dataset.side.includes("s")];

        // --- the focal point ---

        // Crops drawn by hand give way, as little as it takes.
        const look = (focus, { fromFields = false } = {}) => {
            const before = Object.fromEntries(Object.keys(drawn).map((crop) => [crop, box(crop)]));
            picture.focus = focus.map(thousandth);
            if (!fromFields) {
                fields.forEach((field, axis) => {
                    field.value = Math.round(picture.focus[axis] * 1000) / 10;
                });
            }
            const moved = Object.keys(drawn).filter((crop) => String(box(crop)) !== String(before[crop]));
            for (const crop of moved) drawn[crop] = cropping.fractions(picture, box(crop));
            if (moved.length) {
                tell(interpolate(
                    gettext("Moved, to keep the focal point inside: %s."), [moved.join(", ")],
                ));
            }
            show();
        };

        fields.forEach((field) => field.addEventListener("input", () => {
            if (typed()) look(typed(), { fromFields: true });
        }));

        stage.addEventListener("click", (event) => {
            if (tool || event.target.closest(".framing__marker")) return;
            const frame = stage.getBoundingClientRect();
            look([
                (event.clientX - frame.left) / frame.width,
                (event.clientY - frame.top) / frame.height,
            ]);
        });

        marker.firstElementChild.addEventListener("pointerdown", (event) => {
            if (!event.button) followed(event, stage, (at) => look(at));
        });

        marker.firstElementChild.addEventListener("keydown", (event) => {
            const way = ARROWS[event.key], step = event.shiftKey ? LEAP : STEP;
            if (!way) return;
            event.preventDefault();
            look(picture.focus.map((part, axis) => part + way[axis] * step));
        });

        // --- crops ---

        // Draw a crop about a middle (pixels), as wide as it may be.
        const draw = (crop, about, wide) => {
            const was = String(box(crop)), wasDrawn = crop in drawn;
            const size = cropping.largest(
                cropping.clamp(wide, least(crop), most(crop)), height, shape(crop),
            );
            drawn[crop] = cropping.fractions(picture, cropping.about(picture, about, size));
            tell(wasDrawn ? "" : interpolate(gettext("%s is drawn by hand now."), [crop]));
            if (wide < least(crop)) {
                tell(interpolate(
                    gettext("It cannot be smaller: pages need %s pixels of width."), [least(crop)],
                ));
            } else if (String(box(crop)) === was && wasDrawn) {
                tell(gettext("It goes no further: it stays in the picture, with the focal point inside."));
            }
            show();
        };

        const moved = (from, [x, y]) => {
            const [across, down] = middle(from);
            draw(tool, [across + x, down + y], from[2] - from[0]);
        };

        // Drag a corner; the one opposite stays where it is.
        const stretched = (from, [toRight, toBottom], [x, y]) => {
            const [across, down] = shape(tool);
            const anchor = [toRight ? from[0] : from[2], toBottom ? from[1] : from[3]];
            const room = Math.min(
                toRight ? width - anchor[0] : anchor[0],
                (toBottom ? height - anchor[1] : anchor[1]) * across / down,
            );
            const reach = [(x - anchor[0]) * (toRight ? 1 : -1), (y - anchor[1]) * (toBottom ? 1 : -1)];
            const wide = Math.min(Math.max(reach[0], reach[1] * across / down), room);
            const half = Math.max(wide, least(tool)) / 2;
            draw(tool, [
                anchor[0] + half * (toRight ? 1 : -1),
                anchor[1] + half * down / across * (toBottom ? 1 : -1),
            ], wide);
        };

        // What a crop grows about, kept from step to step: rounding would shift it.
        const grown = { box: "", middle: [] };

        cut.addEventListener("keydown", (event) => {
            const from = box(tool), way = ARROWS[event.key];
            const grows = { "+": 1, "=": 1, "-": -1, "_": -1 }[event.key]
                ?? (way && event.shiftKey ? Math.sign(way[0] + way[1]) : 0);
            if (!grows && !way) return;
            event.preventDefault();
            if (grows) {
                if (String(from) !== grown.box) grown.middle = middle(from);
                draw(tool, grown.middle, from[2] - from[0] + grows * Math.ceil(STEP * width));
                grown.box = String(box(tool));
            } else {
                moved(from, [way[0] * Math.ceil(STEP * width), way[1] * Math.ceil(STEP * height)]);
            }
        });

        cut.querySelector("[role=slider]").addEventListener("pointerdown", (event) => {
            if (event.button) return;
            const from = box(tool);
            followed(event, stage, (at, began) => {
                moved(from, [(at[0] - began[0]) * width, (at[1] - began[1]) * height]);
            });
        });

        for (const grip of cut.querySelectorAll(".framing__grip")) {
            grip.addEventListener("pointerdown", (event) => {
                if (event.button) return;
                const from = box(tool);
                followed(event, stage, ([x, y]) => {
                    stretched(from, sides(grip), [x * width, y * height]);
                });
            });
        }

        // --- which of them ---

        const take = (crop) => {
            tool = crop;
            find(`.framing__tools [value="${crop}"]`).checked = true;
            show();
        };

        const choose = (crop, isByHand) => {
            delete drawn[crop];
            if (isByHand) drawn[crop] = cropping.fractions(picture, box(crop));
            tell(interpolate(isByHand
                ? gettext("%s is on the picture: drag it, or its corners.")
                : gettext("%s follows the focal point again."), [crop]));
            take(isByHand ? crop : "");
            if (isByHand) stage.scrollIntoView({ block: "nearest" });
        };

        root.addEventListener("change", ({ target }) => {
            if (target.closest(".framing__tools")) take(target.value);
            const card = target.closest(".framing__crop");
            if (card) choose(card.dataset.crop, target.value === "hand");
        });

        for (const each of root.querySelectorAll("[value=hand]")) each.disabled = false;
        find(".framing__tools").hidden = false;
        root.classList.add("is-live");
        look(picture.focus, { fromFields: true });
    };

    document.addEventListener("DOMContentLoaded", () => {
        document.querySelectorAll(".framing").forEach(begin);
    });
}

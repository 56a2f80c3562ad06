/* Choosing pictures: a dialog that searches the library as one types, and takes files into it. */

import { crel, gettext } from "django-prose-editor/editor";
import { field, open } from "articles/dialog";
import { search, upload } from "articles/library";

const PAUSE = 200; // ms after typing stops

const sentence = (text, ...parts) => parts.reduce((said, part) => said.replace("%s", () => part), text);

/* A picture to tick, with what is known of it. */
const option = (picture, { several, isChosen, choose }) => {
    const input = crel("input", { type: several ? "checkbox" : "radio", name: "picture", checked: isChosen });
    const thumb = crel("img", {
        src: picture.thumb, alt: picture.alt, loading: "lazy", width: picture.thumb_width, height: picture.thumb_height,
    });
    const says = [
        crel("strong", { textContent: picture.headline }),
        crel("span", { textContent: picture.credit || gettext("No credit line") }),
        ...(picture.rights ? [crel("span", { className: "picture-picker__rights", textContent: picture.rights })] : []),
    ];
    const label = crel("label", {}, [input, thumb, ...says]);
    label.classList.toggle("is-unusable", !picture.is_usable);
    input.addEventListener("change", () => choose(picture, input));
    return crel("li", {}, [label]);
};

/* Where one leaves files for the library, and is told what becomes of each. */
const intake = (url, arrived) => {
    const files = field(gettext("Or upload"), {
        type: "file", multiple: true, accept: "image/*",
        help: gettext("From this computer. It goes into the library, and is chosen at once."),
    });
    const list = crel("div", { className: "picture-picker__files", role: "status" });
    const bring = async (file) => {
        const bar = crel("progress", { max: 1, value: 0 }), says = crel("span", { textContent: gettext("on its way") });
        bar.setAttribute("aria-label", file.name);
        list.append(crel("p", {}, [crel("span", { textContent: file.name }), bar, says]));
        try {
            const picture = await upload(url, file, (part) => { bar.value = part; });
            says.textContent = [gettext("In the library"), ...picture.remarks ?? []].join(". ");
            arrived(picture);
        } catch (trouble) {
            says.textContent = trouble.message;
            says.className = "editor-dialog__wrong";
        }
        bar.remove();
    };
    files.box.addEventListener("change", async () => {
        const chosen = [...files.box.files];
        files.box.value = "";
        for (const file of chosen) { await bring(file); }
    });
    return [files.row, list];
};

/* Arrow keys go from picture to picture, as they stand; up from the first row, to the search. */
const walk = (list, box) => (event) => {
    const inputs = [...list.querySelectorAll("input")];
    const at = inputs.indexOf(event.target);
    const top = (input) => input?.closest("li").offsetTop;
    const columns = inputs.filter((input) => top(input) === top(inputs[0])).length || 1;
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || (at < 0 && event.key !== "ArrowDown")) { return; }
    event.preventDefault();
    const to = at < 0 ? 0 : at + step;
    (to < 0 ? box : inputs[Math.min(to, inputs.length - 1)])?.focus();
};

/*
 * Let pictures of the library be chosen: one, or several in the order that they are ticked in.
 * `take` gets them; `back` sets the focus where it was.
 */
export const pick = ({ urls, several = false, back, take }) => {
    const chosen = new Map();
    const words = field(gettext("Words of a picture"), { type: "search" });
    const list = crel("ul", { className: "picture-picker" });
    const state = crel("p", { className: "editor-dialog__help", role: "status" });
    const sum = crel("p", { className: "picture-picker__sum", role: "status" });
    const wrong = crel("p", { className: "editor-dialog__wrong", role: "alert" });
    const more = crel("button", { type: "button", textContent: gettext("More"), hidden: true });
    let number = 0, next = null, soon;

    const tell = () => {
        const names = [...chosen.values()].map(({ headline }) => headline).join("; ");
        sum.textContent = chosen.size ? sentence(gettext("Chosen: %s"), names) : "";
    };
    const choose = (picture, input) => {
        wrong.textContent = "";
        if (!picture.is_usable) {
            input.checked = false;
            wrong.textContent = sentence(gettext("“%s” cannot be shown: %s."), picture.headline, picture.rights);
            return;
        }
        if (!several) { chosen.clear(); }
        if (input.checked) { chosen.set(picture.id, picture); } else { chosen.delete(picture.id); }
        tell();
    };
    const row = (picture) => option(picture, { several, isChosen: chosen.has(picture.id), choose });

    const show = async (page = 1) => {
        const mine = ++number;
        try {
            const answer = await search(urls.choose, words.box.value, page);
            if (mine !== number) { return; }
            if (page === 1) { list.replaceChildren(); }
            const before = list.children.length;
            list.append(...answer.results.map(row));
            if (page > 1) { list.children[before]?.querySelector("input").focus(); }
            next = answer.next;
            state.textContent = list.children.length ? "" : gettext("No picture has these words.");
        } catch (trouble) {
            if (mine === number) { state.textContent = trouble.message; }
        }
        more.hidden = next === null;
    };
    const arrived = (picture) => {
        if (!several) { list.querySelectorAll("input").forEach((input) => { input.checked = false; }); }
        const made = row(picture);
        list.prepend(made);
        const input = made.querySelector("input");
        input.checked = true;
        choose(picture, input);
        state.textContent = "";
    };
    const act = () => {
        if (!chosen.size) {
            wrong.textContent = gettext("Tick a picture first.");
            return false;
        }
        take([...chosen.values()]);
        return true;
    };

    words.box.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(show, PAUSE); });
    more.addEventListener("click", () => show(next));
    const step = walk(list, words.box);
    list.addEventListener("keydown", step);
    words.box.addEventListener("keydown", (event) => {
        // Enter looks at what was found first: nothing is put in by chance.
        if (event.key === "Enter" && !chosen.size) {
            event.preventDefault();
            list.querySelector("input")?.focus();
        } else if (event.key === "ArrowDown") { step(event); }
    });
    list.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !event.target.matches("input")) { return; }
        event.preventDefault();
        if (!event.target.checked) { event.target.click(); }
        if (event.target.checked) { dialog.querySelector("form").requestSubmit(); }
    });
    const group = crel("fieldset", {}, [
        crel("legend", { textContent: several ? gettext("Pictures: tick several for a gallery") : gettext("Pictures") }),
        list, state, more,
    ]);
    const dialog = open({
        title: several ? gettext("Put in pictures") : gettext("Choose a picture"),
        parts: [words.row, group, ...intake(urls.upload, arrived), sum, wrong],
        submit: several ? gettext("Put in") : gettext("Choose"),
        act,
        back,
    });
    dialog.classList.add("editor-dialog--wide");
    show();
};

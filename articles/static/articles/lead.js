/* The picture that leads a story: chosen in the editor's own dialog. */

import { pick } from "articles/picker";

const field = (name) => document.getElementById(`id_lead_${name}`);

/* What a script sets, others hear of: the checks, and what keeps unsaved copy. */
const set = (box, value) => {
    if (!box) { return; }
    if (box.type === "checkbox") { box.checked = value; } else { box.value = value; }
    for (const name of ["input", "change"]) { box.dispatchEvent(new Event(name, { bubbles: true })); }
};

const oneLine = (text) => text.replace(/\s+/g, " ").trim().slice(0, 1000);

const begin = (lead) => {
    const number = lead.querySelector("input"), thumb = lead.querySelector(".lead__thumb");
    const says = lead.querySelector(".lead__says"), choose = lead.querySelector(".lead__choose");
    const remove = lead.querySelector(".lead__remove"), row = lead.closest(".form-row");

    const show = () => {
        row.classList.toggle("lead-none", !number.value);
        remove.hidden = !number.value;
        choose.textContent = number.value ? gettext("Choose another…") : gettext("Choose a picture…");
    };
    const take = ([picture]) => {
        set(number, picture.id);
        set(field("caption"), oneLine(picture.caption));
        set(field("alt"), oneLine(picture.alt));
        set(field("is_decorative"), false);
        Object.assign(thumb, {
            hidden: false, src: picture.thumb, alt: picture.alt || picture.headline,
            width: picture.thumb_width, height: picture.thumb_height,
        });
        says.textContent = [picture.headline, picture.credit, picture.rights].filter(Boolean).join(" · ");
        show();
    };
    const letGo = () => {
        for (const box of [number, field("caption"), field("alt")]) { set(box, ""); }
        set(field("is_decorative"), false);
        thumb.hidden = true;
        says.textContent = "";
        show();
        choose.focus();
    };

    // What finds the field by its name is led to the button, which has a name of its own.
    const { id } = number;
    document.querySelector(`label[for=${id}]`)?.removeAttribute("for");
    number.type = "hidden";
    number.removeAttribute("id");
    choose.id = id;
    lead.querySelector(".related-lookup").remove();
    lead.querySelector(".lead__buttons").hidden = false;
    const urls = { choose: lead.dataset.choose, upload: lead.dataset.upload };
    choose.addEventListener("click", () => pick({ urls, take, back: () => choose.focus() }));
    remove.addEventListener("click", letGo);
    show();
};

document.querySelectorAll("div.lead").forEach(begin);

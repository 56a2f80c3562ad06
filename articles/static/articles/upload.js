"use strict";

/*
 * The upload page: each file is a request of its own, so that one that is refused keeps no other
 * back. The server's side is articles/admin/pictures/uploading.py.
 */

{
    /* Files that are sent at one time: each is unpacked on the server. */
    const AT_ONCE = 2;

    const LOST = gettext("The connection broke. Try again.");
    const LOGGED_OUT = gettext("You are no longer logged in. Open this page again, and choose the file again.");
    const TOO_LARGE = gettext("This file is larger than the server takes.");

    const element = (name, className, text = "") => {
        const made = document.createElement(name);
        made.className = className;
        made.textContent = text;
        return made;
    };

    /* A file's name without a folder, and without what turns text around. */
    const bare = (name) => name.replace(/^.*[\\/]/, "").replace(/[\p{Cc}\p{Cf}]/gu, "");

    const why = (status, said) => {
        if (said?.why) { return said.why; }
        if (status === 413) { return TOO_LARGE; }
        return status === 0 || status >= 500 ? LOST : LOGGED_OUT;
    };

    /* A file on its way, and its row in the list. */
    class Arrival {
        constructor(file) {
            this.file = file;
            this.row = element("li", "upload__file");
            this.bar = element("progress", "upload__bar");
            this.bar.max = 1;
            this.bar.value = 0;
            this.bar.setAttribute("aria-label", bare(file.name));
            this.state = element("span", "upload__state", gettext("Waits"));
            const name = element("bdi", "upload__name", bare(file.name));
            this.row.append(name, this.bar, this.state);
        }

        progress(part) {
            this.bar.value = part;
            this.state.textContent = interpolate(gettext("%s% sent"), [Math.floor(part * 100)]);
        }

        reading() {
            this.bar.removeAttribute("value");
            this.state.textContent = gettext("Being read");
        }

        finish(status, said) {
            this.bar.remove();
            this.isLost = !said?.id;
            this.row.classList.add(said?.id ? "upload__file--in" : "upload__file--refused");
            if (said?.id) {
                this.arrived(said);
            } else {
                this.state.textContent = why(status, said);
            }
        }

        arrived(said) {
            this.picture = said;
            const thumb = element("img", "upload__thumb");
            Object.assign(thumb, { src: said.thumb, width: said.thumb_width, height: said.thumb_height, alt: "" });
            this.row.prepend(thumb);
            this.state.textContent = said.is_new
                ? gettext("In the library")
                : gettext("This very file is in the library already:");
            const link = element("a", "upload__link", said.headline);
            link.href = said.url;
            if (!said.is_new) { this.row.append(link); }
            for (const remark of said.remarks) { this.row.append(element("span", "upload__remark", remark)); }
        }
    }

    const start = (form) => {
        const input = form.querySelector("input[type=file]");
        const list = form.querySelector(".upload__files");
        const next = form.querySelector(".upload__next");
        const drop = form.querySelector(".upload__drop");
        const waiting = [], all = [];
        let sending = 0;

        const isBusy = () => sending > 0 || waiting.length > 0;

        const summary = () => {
            const done = all.filter((each) => each.picture || each.isLost);
            const refused = done.filter((each) => each.isLost).length;
            const told = interpolate(gettext("%s of %s files are done."), [done.length, all.length]);
            const lost = interpolate(ngettext("%s was refused.", "%s were refused.", refused), [refused]);
            return refused ? `${told} ${lost}` : told;
        };

        const tell = () => {
            form.querySelector(".upload__summary").textContent = summary();
            const fresh = all.filter((each) => each.picture?.is_new).map((each) => each.picture.id);
            next.hidden = isBusy() || fresh.length === 0;
            next.querySelector("a").href = `${form.dataset.confirm}?ids=${fresh.join(",")}`;
        };

        const send = (arrival) => {
            const data = new FormData();
            data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
            data.append("files", arrival.file, arrival.file.name);
            const request = new XMLHttpRequest();
            request.open("POST", form.action);
            request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
            request.responseType = "json";
            request.upload.addEventListener("progress", (event) => arrival.progress(event.loaded / event.total));
            request.upload.addEventListener("load", () => arrival.reading());
            request.addEventListener("loadend", () => {
                arrival.finish(request.status, request.response);
                sending -= 1;
                goOn();
            });
            sending += 1;
            arrival.progress(0);
            request.send(data);
        };

        const goOn = () => {
            while (sending < AT_ONCE && waiting.length) { send(waiting.shift()); }
            tell();
        };

        const add = (files) => {
            for (const file of files) {
                const arrival = new Arrival(file);
                list.append(arrival.row);
                waiting.push(arrival);
                all.push(arrival);
            }
            goOn();
        };

        const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

        input.required = false;
        form.querySelector(".upload__send").hidden = true;
        form.querySelector(".upload__or").hidden = false;
        input.addEventListener("change", () => {
            add([...input.files]);
            input.value = "";
        });
        /* A file that misses the field would take the page's place. */
        document.addEventListener("dragover", (event) => {
            if (!carriesFiles(event)) { return; }
            event.preventDefault();
            drop.classList.add("upload__drop--over");
        });
        document.addEventListener("dragleave", (event) => {
            if (!event.relatedTarget) { drop.classList.remove("upload__drop--over"); }
        });
        document.addEventListener("drop", (event) => {
            if (!carriesFiles(event)) { return; }
            event.preventDefault();
            drop.classList.remove("upload__drop--over");
            add([...event.dataTransfer.files]);
        });
        addEventListener("beforeunload", (event) => { if (isBusy()) { event.preventDefault(); } });
    };

    document.addEventListener("DOMContentLoaded", () => start(document.getElementById("upload_form")));
}

/** Sends each chosen photo or file at once; what was kept stays in the form as a hidden id. */

const AT_ONCE = 2;

/** Return a UUIDv7 made now: the key under which a file counts once, however often it is sent. */
export function newKey(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(10))) {
  const hex = (n, width) => n.toString(16).padStart(width, "0");
  const tail = [...random].map((byte) => hex(byte, 2)).join("");
  const time = hex(now, 12);
  const variant = hex((random[2] & 0x3f) | 0x80, 2);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(1, 4)}-${variant}${tail.slice(6, 8)}-${tail.slice(8, 20)}`;
}

/** Run the jobs, at most `most` at a time, in the order given. */
export async function inTurn(jobs, most = AT_ONCE) {
  const waiting = [...jobs];
  const worker = async () => {
    while (waiting.length) await waiting.shift()();
  };
  await Promise.all(Array.from({ length: Math.min(most, jobs.length) }, worker));
}

/** Send one form; report how far it is (0 to 1); answer status and text. Status 0: not reached. */
function send(url, form, token, onProgress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("Accept", "application/json, text/html;q=0.9");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("loadend", () => done({ status: request.status, text: request.responseText }));
    request.send(form);
  });
}

/** Return the reason in a refusal's JSON, or the given words where it is none. */
export function reasonIn(text, otherwise) {
  try {
    return JSON.parse(text).error || otherwise;
  } catch {
    return otherwise;
  }
}

/** Let htmx see what was put into the page: a photo that is being worked on asks for itself again. */
const watch = (element) => window.htmx?.process(element);

/** Make a picker out of its fieldset. */
export function picker(box, { doc = document, post = send, process = watch } = {}) {
  if (box.dataset.evidencePicker === "on") return;
  box.dataset.evidencePicker = "on";
  const words = box.dataset;
  const input = box.querySelector('input[type="file"]');
  const drop = box.querySelector(".drop");
  const list = box.querySelector("[data-picked]");
  const status = box.querySelector('[role="status"]');

  function element(name, properties, ...children) {
    const made = Object.assign(doc.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function waiting(file) {
    const bar = element("progress", { max: 1, value: 0 });
    bar.setAttribute("aria-label", `${words.busy} ${file.name}`);
    const figure = element("figure", {}, element("figcaption", { textContent: file.name }), bar);
    if (file.type.startsWith("image/")) {
      const image = element("img", { src: URL.createObjectURL(file), alt: file.name });
      figure.prepend(image);
    }
    list.append(figure);
    return figure;
  }

  function refuse(figure, reason, retry) {
    figure.querySelector("progress")?.remove();
    figure.querySelector("img")?.remove();
    const off = element("button", { type: "button", className: "link", textContent: words.off });
    off.dataset.takeOff = "";
    const said = element("p", { className: "error", textContent: reason });
    said.setAttribute("role", "alert");
    figure.append(said);
    if (retry) {
      const again = element("button", { type: "button", className: "link", textContent: words.again });
      again.addEventListener("click", retry, { once: true });
      figure.append(again, " ");
    }
    figure.append(off);
  }

  function keep(figure, html) {
    const made = doc.createElement("template");
    made.innerHTML = html;
    const fresh = made.content.firstElementChild;
    const same = list.querySelector(`[data-item="${fresh.dataset.item}"]`);
    if (same) {
      figure?.remove();
      same.replaceWith(fresh);
    } else if (figure) figure.replaceWith(fresh);
    else list.append(fresh);
    process(fresh);
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function sendFile(file, key = newKey(), old = null) {
    const figure = waiting(file);
    old?.replaceWith(figure);
    if (file.size > Number(words.limit)) return refuse(figure, words.over);
    const form = new FormData();
    for (const [name, value] of Object.entries({ key, unit: words.unit, name: words.name, file })) {
      form.append(name, value);
    }
    const token = doc.querySelector('meta[name="csrf-token"]')?.content ?? "";
    const bar = figure.querySelector("progress");
    const answer = await post(words.url, form, token, (share) => (bar.value = share));
    if (answer.status === 200) return keep(figure, answer.text);
    const final = answer.status >= 400 && answer.status < 500;
    const retry = final ? null : () => sendFile(file, key, figure);
    return refuse(figure, reasonIn(answer.text, words.lost), retry);
  }

  async function choose(button) {
    const answer = await fetch(button.dataset.choose, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    keep(null, await answer.text());
    button.setAttribute("aria-pressed", "true");
  }

  async function add(files) {
    const jobs = [...files].map((file) => () => sendFile(file));
    input.value = "";
    const before = status.textContent;
    status.textContent = words.busy;
    box.setAttribute("aria-busy", "true");
    await inTurn(jobs);
    box.removeAttribute("aria-busy");
    status.textContent = before;
  }

  input.addEventListener("change", () => add(input.files));
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    add(event.dataTransfer.files);
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (button) choose(button);
    if (event.target.closest("[data-close-chooser]")) {
      event.target.closest("[data-chooser]").replaceChildren();
      input.focus();
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.closest("[data-no-submit]")) event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    if (!event.target.closest("[data-take-off]")) return;
    event.target.closest("figure").remove();
    box.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
}

if (typeof document !== "undefined") {
  const start = (root) => root.querySelectorAll("[data-evidence-picker]").forEach((box) => picker(box));
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
}

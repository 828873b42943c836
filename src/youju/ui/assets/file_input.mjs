import { texts } from "./texts.mjs";

/** Return the size as people read it: 820 kB, 3.4 MB. */
export function sizeText(bytes) {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Return both lists of files as one, each file once. */
export function joined(before, more) {
  const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
  return [...before, ...more.filter((file) => !before.some((old) => same(old, file)))];
}

/** Previews, a place to drop, and adding to what was chosen, for <input type=file data-file-input>. */
export function fileInput(input, doc = document) {
  if (input.dataset.fileInput === "on") return;
  input.dataset.fileInput = "on";
  const words = texts(doc);
  const box = doc.createElement("div");
  const drop = doc.createElement("div");
  const hint = doc.createElement("span");
  const previews = doc.createElement("div");
  box.className = "file-input";
  drop.className = "drop";
  hint.className = "meta";
  hint.setAttribute("role", "status");
  previews.className = "previews";
  input.before(box);
  drop.append(input, hint);
  box.append(drop, previews);
  let files = [...(input.files ?? [])]; // chosen before this script had loaded

  function show() {
    const list = new DataTransfer();
    for (const file of files) list.items.add(file);
    input.files = list.files;
    hint.textContent = files.length ? words.chosen(files.length) : words.dropHere;
    for (const image of previews.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    previews.replaceChildren(...files.map(preview));
  }

  function preview(file) {
    const figure = doc.createElement("figure");
    if (file.type.startsWith("image/")) {
      const image = doc.createElement("img");
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      figure.append(image);
    }
    const caption = doc.createElement("figcaption");
    caption.textContent = `${file.name} · ${sizeText(file.size)} `;
    const off = doc.createElement("button");
    off.type = "button";
    off.className = "link";
    off.textContent = words.takeOff;
    off.setAttribute("aria-label", `${words.takeOff} ${file.name}`);
    off.addEventListener("click", () => {
      files = files.filter((one) => one !== file);
      show();
    });
    figure.append(caption, off);
    return figure;
  }

  function add(more) {
    files = input.multiple ? joined(files, [...more]) : [...more].slice(-1);
    show();
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
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  show();
}

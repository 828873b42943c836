import { ranked } from "./match.mjs";
import { texts } from "./texts.mjs";

const SHOWN = 50;

/** Make a <select data-combobox> a box to type into; the select stays and is what is sent. */
export function combobox(select, doc = document) {
  if (select.dataset.combobox === "on") return;
  select.dataset.combobox = "on";
  const choices = [...select.options]
    .filter((option) => option.value !== "")
    .map((option) => ({
      value: option.value,
      label: option.label,
      find: `${option.label} ${option.dataset.find ?? ""}`,
    }));
  const box = doc.createElement("div");
  const input = doc.createElement("input");
  const list = doc.createElement("div");
  const count = doc.createElement("span");
  build();
  let shown = [];
  let active = -1;

  function build() {
    box.className = "combobox";
    input.type = "text";
    input.autocomplete = "off";
    input.id = select.id;
    select.id = `${input.id}_value`;
    list.id = `${input.id}_list`;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    const label = doc.querySelector(`label[for="${input.id}"]`);
    list.setAttribute("aria-label", label?.textContent.trim() ?? input.id);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    for (const name of ["aria-describedby", "aria-invalid", "required", "autofocus"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    select.removeAttribute("required");
    count.className = "sr";
    count.setAttribute("role", "status");
    input.placeholder = select.options[0]?.value === "" ? select.options[0].label : "";
    input.value = select.value === "" ? "" : select.selectedOptions[0].label;
    select.hidden = true;
    select.before(box);
    box.append(input, list, count, select);
  }

  function show() {
    shown = ranked(labelNow() === input.value ? "" : input.value, choices).slice(0, SHOWN);
    active = shown.findIndex((choice) => choice.value === select.value);
    list.replaceChildren(...shown.map(option));
    if (!shown.length) {
      const none = doc.createElement("div");
      none.className = "none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = texts(doc).none;
      list.append(none);
    }
    count.textContent = texts(doc).found(shown.length);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark();
  }

  function option(choice, i) {
    const line = doc.createElement("div");
    line.id = `${list.id}_${i}`;
    line.setAttribute("role", "option");
    line.textContent = choice.label;
    line.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(choice);
    });
    return line;
  }

  function mark() {
    [...list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === active)));
    const line = list.children[active];
    if (line && active >= 0) {
      input.setAttribute("aria-activedescendant", line.id);
      line.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function hide() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function labelNow() {
    return select.value === "" ? "" : (select.selectedOptions[0]?.label ?? "");
  }

  function choose(choice) {
    select.value = choice.value;
    input.value = choice.label;
    hide();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  input.addEventListener("input", () => {
    if (input.value === "" && select.querySelector('option[value=""]')) select.value = "";
    show();
  });
  input.addEventListener("click", () => list.hidden && show());
  input.addEventListener("blur", () => {
    hide();
    input.value = labelNow();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = shown.length ? (active + step + shown.length) % shown.length : -1;
      mark();
    } else if (event.key === "Enter" && !list.hidden && !event.ctrlKey) {
      event.preventDefault();
      const picked = shown[active] ?? (shown.length === 1 ? shown[0] : null);
      if (picked) choose(picked);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      hide();
      input.value = labelNow();
    }
  });
}

import { say } from "./messages.mjs";
import { texts } from "./texts.mjs";

/** Return which of the last record's values fill a field that is still empty. */
export function valuesToFill(last, now) {
  return Object.entries(last).filter(([name, value]) => value && name in now && !now[name]);
}

/** Fill empty fields as in the last record: <button data-copy-last="ID of a json_script">. */
export function copyLast(doc = document) {
  doc.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-last]");
    if (!button) return;
    const form = button.form ?? button.closest("form");
    const last = JSON.parse(doc.getElementById(button.dataset.copyLast).textContent);
    const now = Object.fromEntries(
      Object.keys(last).filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]),
    );
    const filled = valuesToFill(last, now);
    for (const [name, value] of filled) {
      form.elements[name].value = value;
      const field = form.elements[name];
      (field instanceof RadioNodeList ? field[0] : field).dispatchEvent(new Event("input", { bubbles: true }));
    }
    const words = texts(doc);
    say(filled.length ? words.copied(filled.length) : words.nothingToCopy, { kind: "info", doc });
  });
}

import { matches } from "./match.mjs";
import { texts } from "./texts.mjs";

const MANY = 16;

/** Put a box above a long list of check boxes that hides what does not match; what is ticked stays. */
export function narrow(group, doc = document) {
  const rows = [...group.querySelectorAll("label")];
  if (rows.length < MANY || group.dataset.narrow === "on") return;
  group.dataset.narrow = "on";
  const input = doc.createElement("input");
  const count = doc.createElement("span");
  input.type = "search";
  input.autocomplete = "off";
  input.placeholder = texts(doc).narrow(rows.length);
  input.setAttribute("aria-label", input.placeholder);
  count.className = "sr";
  count.setAttribute("role", "status");
  input.addEventListener("input", () => {
    const shown = kept(rows, input.value);
    for (const row of rows) (row.parentElement === group ? row : row.parentElement).hidden = !shown.includes(row);
    count.textContent = texts(doc).found(shown.length);
  });
  group.before(input, count);
}

/** Return the rows that match what was typed or are ticked. */
export function kept(rows, typed) {
  return rows.filter((row) => row.control?.checked || matches(typed, row.textContent.replace(/[（）()　·]/g, " ")));
}

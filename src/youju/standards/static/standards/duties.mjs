/** The split: a branch ticks all that stands below it, Shift ticks a stretch, x ticks the row one is at. */

/** Return the boxes of the rows below a row: those that follow it and lie deeper. */
export function boxesBelow(row) {
  const depth = Number(row.dataset.depth);
  const found = [];
  for (let next = row.nextElementSibling; next && Number(next.dataset.depth) > depth; next = next.nextElementSibling) {
    const box = next.querySelector("input[data-tick], input[data-branch]");
    if (box) found.push(box);
  }
  return found;
}

/** Return the boxes between two boxes, both included, in either direction. */
export function stretch(boxes, from, to) {
  const [first, last] = [boxes.indexOf(from), boxes.indexOf(to)].sort((a, b) => a - b);
  return first < 0 ? [] : boxes.slice(first, last + 1);
}

function mark(box, checked) {
  box.checked = checked;
  box.closest("tr")?.classList.toggle("sel", checked && box.matches("[data-tick]"));
}

function count(doc) {
  const n = doc.querySelectorAll("input[data-tick]:checked").length;
  for (const place of doc.querySelectorAll("[data-ticked]")) place.textContent = String(n);
}

/** Set the page up. */
export function setUp(doc) {
  let last = null;
  doc.addEventListener("click", (event) => {
    const box = event.target;
    if (!box.matches?.("input[data-tick]")) return;
    if (event.shiftKey && last) {
      const boxes = [...doc.querySelectorAll("input[data-tick]")];
      for (const one of stretch(boxes, last, box)) mark(one, box.checked);
    }
    last = box;
  });
  doc.addEventListener("change", ({ target }) => {
    if (!target.matches?.("input[data-tick], input[data-branch], input[data-tick-all]")) return;
    mark(target, target.checked);
    if (target.matches("[data-branch]")) for (const box of boxesBelow(target.closest("tr"))) mark(box, target.checked);
    if (target.matches("[data-tick-all]")) {
      for (const box of doc.querySelectorAll("input[data-tick], input[data-branch]")) mark(box, target.checked);
    }
    count(doc);
  });
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = doc.querySelector("tr.row-focus input[data-tick], tr.row-focus input[data-branch]");
    if (!box || ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName)) return;
    box.click();
    event.preventDefault();
  });
  count(doc);
}

if (typeof document !== "undefined") setUp(document);

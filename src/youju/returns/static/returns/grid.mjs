/** Arrow keys move between the blanks of a form, as in a sheet. */
export function nearest(from, boxes, key) {
  const across = key === "ArrowLeft" || key === "ArrowRight";
  const forward = key === "ArrowRight" || key === "ArrowDown";
  let best = -1;
  let least = Infinity;
  boxes.forEach((box, n) => {
    const along = across ? box.x - from.x : box.y - from.y;
    const beside = Math.abs(across ? box.y - from.y : box.x - from.x);
    if (forward ? along <= 1 : along >= -1) return;
    const distance = Math.abs(along) + beside * 4;
    if (distance < least) [best, least] = [n, distance];
  });
  return best;
}

export function formGrid(doc = document) {
  doc.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("[data-form-grid] .blank a");
    if (!link || !event.key.startsWith("Arrow") || event.altKey || event.ctrlKey) return;
    const links = [...link.closest("[data-form-grid]").querySelectorAll(".blank a")];
    const middle = (one) => {
      const box = one.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const found = nearest(middle(link), links.map(middle), event.key);
    if (found < 0) return;
    event.preventDefault();
    links[found].focus();
  });
}

if (typeof document !== "undefined") formGrid();

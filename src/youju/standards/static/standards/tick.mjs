/** The score page: ticked lines stand out, ticks are taken off together, branches fold. */

/** Show or hide the lines under a branch: those right below it, or when closing all of them. */
export function fold(row, open) {
  const depth = Number(row.dataset.depth);
  for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
    const at = Number(next.dataset.depth);
    if (!(at > depth)) break;
    next.hidden = !open || at > depth + 1;
    if (!open || at > depth) next.querySelector("[data-fold]")?.setAttribute("aria-expanded", "false");
  }
}

/** Set the page up. */
export function setUp(doc) {
  doc.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fold]");
    if (button) {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      fold(button.closest("tr"), open);
    }
    if (event.target.closest?.("[data-uncheck]")) {
      event.preventDefault();
      const form = doc.getElementById("losses");
      for (const box of form.querySelectorAll("input.check")) {
        box.checked = false;
        box.closest("tr").classList.remove("sel");
      }
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  doc.addEventListener("change", ({ target }) => {
    if (target.matches?.("input.check")) target.closest("tr").classList.toggle("sel", target.checked);
  });
}

if (typeof document !== "undefined") setUp(document);

/**
 * Return the link that an arrow key goes to: the next or former one, and null for back to the box.
 * @param step 1 for down, -1 for up
 */
export function nextOf(links, current, step) {
  const at = links.indexOf(current) + step;
  if (at < 0) return null;
  return links[Math.min(at, links.length - 1)] ?? null;
}

/** Show what htmx brings below the search box; arrows walk through it, Escape puts it away. */
export function suggestions(doc = document) {
  const box = doc.getElementById("global-search");
  const list = doc.getElementById("suggestions");
  const close = () => {
    if (!list || list.hidden) return false;
    list.hidden = true;
    box.focus();
    return true;
  };
  if (!box || !list) return { close };
  const form = box.closest("form");
  list.addEventListener("htmx:afterSwap", () => {
    list.hidden = list.childElementCount === 0 || !form.contains(doc.activeElement);
  });
  form.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || list.hidden || event.isComposing) return;
    event.preventDefault();
    (nextOf([...list.querySelectorAll("a")], doc.activeElement, step) ?? box).focus();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) list.hidden = true;
  });
  box.addEventListener("focus", () => {
    list.hidden = list.childElementCount === 0;
  });
  return { close };
}

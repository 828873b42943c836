/** Return the index of the row to go to, staying within the list. */
export function nextIndex(current, step, length) {
  if (length === 0) return -1;
  if (current < 0) return step > 0 ? 0 : length - 1;
  return Math.min(Math.max(current + step, 0), length - 1);
}

/** Move through the rows of the first list on the page; Enter then opens the row's link. */
export function moveRow(step, doc = document) {
  const rows = [...doc.querySelectorAll("table[data-rows] tbody tr")].filter((row) => row.querySelector("a"));
  const here = rows.findIndex((row) => row.classList.contains("row-focus"));
  const next = rows[nextIndex(here, step, rows.length)];
  if (!next) return false;
  rows[here]?.classList.remove("row-focus");
  next.classList.add("row-focus");
  next.querySelector("a").focus();
  return true;
}

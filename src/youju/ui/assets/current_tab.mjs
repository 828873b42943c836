/** Bring the current one of a row of tabs or chips that is wider than the screen into sight. */
export function showCurrent(row) {
  const current = row.querySelector("[aria-current]");
  if (!current || row.scrollWidth <= row.clientWidth) return;
  const middle = current.offsetLeft + current.offsetWidth / 2 - row.offsetLeft;
  row.scrollLeft = Math.max(0, middle - row.clientWidth / 2);
}

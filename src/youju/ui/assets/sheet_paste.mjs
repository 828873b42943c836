/**
 * Read a block as Excel and WPS put it on the clipboard: tabs between cells, lines between rows,
 * and quotes round cells that hold either. The line end Excel adds at the end makes no row.
 */
export function readBlock(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1).push(cell.trim());
    cell = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (c === '"') quoted = false;
      else cell += c === "\n" || c === "\r" ? " " : c;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === "\t") endCell();
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") i += 1;
      endCell();
      rows.push([]);
    } else cell += c;
  }
  if (cell !== "" || rows.at(-1).length > 0) endCell();
  else rows.pop();
  return rows;
}

/** Return a column's name as it is compared: without its unit in brackets and without spaces. */
export function bareName(label) {
  return label.replace(/[（(].*?[）)]/g, "").replace(/必填|\s/g, "");
}

/**
 * Where the block's first row names columns of the grid, put its cells under them.
 * Returns the rows below the head in the grid's order, and the names the grid does not have;
 * null where the first row is no head (fewer than two names, or most of them unknown).
 */
export function underHeads(block, labels) {
  const names = labels.map(bareName);
  const heads = (block[0] ?? []).map(bareName);
  const places = heads.map((head) => (head ? names.indexOf(head) : -1));
  const known = places.filter((place) => place >= 0).length;
  if (known < 2 || known * 2 < heads.filter(Boolean).length) return null;
  const rows = block.slice(1).map((row) => {
    const placed = Array(labels.length).fill("");
    row.forEach((cell, i) => {
      if (places[i] >= 0) placed[places[i]] = cell;
    });
    return placed;
  });
  const leftOut = block[0].filter((head, i) => head && places[i] < 0);
  return { rows, known, leftOut };
}

/** Return the rows without the empty ones at the end. */
export function withoutTail(rows) {
  const end = rows.findLastIndex((row) => row.some((cell) => cell !== ""));
  return rows.slice(0, end + 1);
}

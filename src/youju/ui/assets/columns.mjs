/** Read the hidden columns kept for a list; broken storage hides none. */
export function keptHidden(storage, table) {
  try {
    const kept = JSON.parse(storage.getItem(`columns:${table}`) ?? "[]");
    return new Set(Array.isArray(kept) ? kept : []);
  } catch {
    return new Set();
  }
}

/** Keep the hidden columns of a list; a full or closed storage is no reason to fail. */
export function keepHidden(storage, table, hidden) {
  try {
    storage.setItem(`columns:${table}`, JSON.stringify([...hidden]));
    return true;
  } catch {
    return false;
  }
}

/** Show or hide cells under each head with data-column; cells that span columns are cut to fit. */
export function applyColumns(table, hidden) {
  const heads = [...table.tHead.rows[0].cells];
  const off = heads.map((head) => hidden.has(head.dataset.column));
  for (const row of table.rows) {
    let at = 0;
    for (const cell of row.cells) {
      const span = Number(cell.dataset.span ?? cell.colSpan);
      const left = span - off.slice(at, at + span).filter(Boolean).length;
      if (span > 1) {
        cell.dataset.span = span;
        if (left) cell.colSpan = left;
      }
      cell.hidden = left === 0;
      at += span;
    }
  }
}

/** Start the column chooser <details data-columns-of="TABLE ID">. */
export function columnChooser(menu, storage, doc = document) {
  const id = menu.dataset.columnsOf;
  const table = doc.getElementById(id);
  if (!table?.tHead) return;
  const hidden = keptHidden(storage, id);
  for (const box of menu.querySelectorAll('input[type="checkbox"]')) box.checked = !hidden.has(box.value);
  applyColumns(table, hidden);
  menu.hidden = false;
  menu.addEventListener("change", ({ target }) => {
    if (target.checked) hidden.delete(target.value);
    else hidden.add(target.value);
    keepHidden(storage, id, hidden);
    applyColumns(table, hidden);
  });
}

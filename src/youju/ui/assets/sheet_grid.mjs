import { readBlock, underHeads, withoutTail } from "./sheet_paste.mjs";
import { texts } from "./texts.mjs";

/** An editable grid (components/sheet_grid.html) that takes blocks from Excel. */
export function sheetGrid(root, doc = document) {
  if (root.dataset.sheetGrid === "on") return;
  root.dataset.sheetGrid = "on";
  const words = texts(doc);
  const body = root.querySelector("tbody");
  const heads = [...root.querySelectorAll("thead th[data-key]")];
  const labels = heads.map((head) => head.firstChild.textContent.trim());
  const value = root.querySelector("[data-sheet-value]");
  const status = root.querySelector("[data-sheet-errors]");

  const rows = () => [...body.querySelectorAll("tr:not(.msg)")];
  const cells = (row) => [...row.querySelectorAll("td")];
  const text = (cell) => cell.textContent.replace(/\u00a0/g, " ").trim();
  const cellAt = (r, c) => rows()[r] && cells(rows()[r])[c];

  function prepare(cell, r, c) {
    cell.contentEditable = "true";
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-label", `${words.row(r + 1)} ${labels[c]}`);
    cell.classList.toggle("n", heads[c].classList.contains("n"));
  }

  function addRow() {
    const row = doc.createElement("tr");
    const r = rows().length;
    const head = doc.createElement("th");
    head.scope = "row";
    head.textContent = r + 1;
    row.append(head);
    heads.forEach((_, c) => {
      const cell = doc.createElement("td");
      prepare(cell, r, c);
      row.append(cell);
    });
    body.append(row);
    return row;
  }

  function showError(cell, message) {
    const row = cell.parentElement;
    const at = cells(row).indexOf(cell);
    cell.classList.add("bad");
    cell.setAttribute("aria-invalid", "true");
    const line = doc.createElement("tr");
    line.className = "msg";
    const before = doc.createElement("td");
    before.colSpan = Math.max(1, Math.min(at + 1, heads.length - 3));
    const said = doc.createElement("td");
    said.colSpan = heads.length + 1 - before.colSpan;
    said.className = "error";
    said.id = `sheet-error-${rows().indexOf(row)}-${at}`;
    said.textContent = message;
    cell.setAttribute("aria-describedby", said.id);
    line.append(before, said);
    row.after(line);
  }

  function clearError(cell) {
    if (!cell.classList.contains("bad")) return;
    doc.getElementById(cell.getAttribute("aria-describedby"))?.parentElement.remove();
    cell.classList.remove("bad");
    for (const name of ["aria-invalid", "aria-describedby"]) cell.removeAttribute(name);
    sayErrors();
  }

  function sayErrors() {
    const bad = [...body.querySelectorAll("td.bad")];
    const where = bad[0] && words.cellPlace(rows().indexOf(bad[0].parentElement) + 1, labels[cells(bad[0].parentElement).indexOf(bad[0])]);
    status.textContent = bad.length ? words.cellsToFix(bad.length, where) : "";
  }

  function write() {
    value.value = JSON.stringify(withoutTail(rows().map((row) => cells(row).map(text))));
  }

  function put(block, r, c) {
    block.forEach((line, i) => {
      const row = rows()[r + i] ?? addRow();
      line.forEach((content, j) => {
        const cell = cells(row)[c + j];
        if (!cell) return;
        cell.textContent = content;
        clearError(cell);
      });
    });
  }

  function paste(event) {
    const cell = event.target.closest("td");
    const block = readBlock(event.clipboardData.getData("text/plain"));
    if (!cell || !block.length) return;
    event.preventDefault();
    const row = cell.parentElement;
    if (block.length === 1 && block[0].length === 1) {
      insert(block[0][0]);
    } else {
      const headed = underHeads(block, labels);
      const at = { r: rows().indexOf(row), c: cells(row).indexOf(cell) };
      if (headed) put(headed.rows, at.r, 0);
      else put(block, at.r, at.c);
      const said = headed
        ? [words.pasted(headed.rows.length, headed.known), headed.leftOut.length ? words.leftOut(headed.leftOut.join("、")) : ""]
        : [words.pasted(block.length, Math.min(block[0].length, heads.length - at.c))];
      status.textContent = said.filter(Boolean).join("；");
    }
    root.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function insert(content) {
    const selection = doc.getSelection();
    if (!selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    range.deleteContents();
    range.insertNode(doc.createTextNode(content));
    selection.collapseToEnd();
  }

  function atEdge(cell, forward) {
    const selection = doc.getSelection();
    if (!selection.isCollapsed) return false;
    const range = doc.createRange();
    range.selectNodeContents(cell);
    if (forward) range.setStart(selection.focusNode, selection.focusOffset);
    else range.setEnd(selection.focusNode, selection.focusOffset);
    return range.toString() === "";
  }

  function go(r, c) {
    const cell = cellAt(r, c);
    if (!cell) return;
    cell.focus();
    doc.getSelection().selectAllChildren(cell);
  }

  function move(event) {
    const cell = event.target.closest("td");
    if (!cell || event.isComposing || event.ctrlKey || event.metaKey) return;
    const r = rows().indexOf(cell.parentElement);
    const c = cells(cell.parentElement).indexOf(cell);
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };
    if (event.key === "ArrowLeft" && atEdge(cell, false)) steps.ArrowLeft = [0, -1];
    if (event.key === "ArrowRight" && atEdge(cell, true)) steps.ArrowRight = [0, 1];
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    if (event.key === "Enter" && r === rows().length - 1) addRow();
    go(r + step[0], c + step[1]);
  }

  rows().forEach((row, r) => cells(row).forEach((cell, c) => prepare(cell, r, c)));
  while (rows().length === 0 || rows().filter((row) => cells(row).every((cell) => !text(cell))).length < Number(body.dataset.blank)) addRow();
  for (const cell of body.querySelectorAll("td[data-error]")) showError(cell, cell.dataset.error);
  sayErrors();
  write();
  root.querySelector("table").setAttribute("role", "grid");
  root.querySelector("[data-add-row]").addEventListener("click", () => go(rows().indexOf(addRow()), 0));
  body.addEventListener("paste", paste);
  body.addEventListener("keydown", move);
  root.addEventListener("input", (event) => {
    const cell = event.target.closest?.("td");
    if (cell) clearError(cell);
    write();
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";

import { applyColumns, keepHidden, keptHidden } from "../assets/columns.mjs";
import { valuesToFill } from "../assets/copy_last.mjs";
import { showCurrent } from "../assets/current_tab.mjs";
import { joined, sizeText } from "../assets/file_input.mjs";
import { CONFIG } from "../assets/htmx_setup.mjs";
import { withPiece } from "../assets/insert_words.mjs";
import { kept } from "../assets/narrow.mjs";
import { scrollFocus } from "../assets/scroll_focus.mjs";
import { textsIn } from "../assets/texts.mjs";
import { themeCookie } from "../assets/theme.mjs";
import { unsavedForms } from "../assets/unsaved.mjs";

function storage(start = {}) {
  const kept = { ...start };
  return { kept, getItem: (key) => kept[key] ?? null, setItem: (key, value) => (kept[key] = value) };
}

test("hidden columns are kept by list, and a broken memory hides none", () => {
  const memory = storage({ "columns:b": "not json", "columns:c": "3" });

  assert.equal(keepHidden(memory, "a", new Set(["ads"])), true);
  assert.deepEqual([...keptHidden(memory, "a")], ["ads"]);
  assert.deepEqual([...keptHidden(memory, "b")], []);
  assert.deepEqual([...keptHidden(memory, "c")], []);
});

test("a full memory is no reason to fail", () => {
  const full = { setItem: () => { throw new Error("full"); } };

  assert.equal(keepHidden(full, "a", new Set(["ads"])), false);
});

test("hiding a column shortens the cells that span it, and showing it restores them", () => {
  const cell = (column, colSpan = 1) => ({ dataset: column ? { column } : {}, colSpan, hidden: false });
  const head = { cells: [cell("day"), cell("place"), cell("by"), cell("ads")] };
  const body = { cells: [cell(), cell(), cell(), cell()] };
  const foot = { cells: [cell(), cell(null, 2), cell()] };
  const table = { tHead: { rows: [head] }, rows: [head, body, foot] };

  applyColumns(table, new Set(["place"]));
  assert.deepEqual(body.cells.map((one) => one.hidden), [false, true, false, false]);
  assert.equal(foot.cells[1].colSpan, 1);

  applyColumns(table, new Set(["place", "by"]));
  assert.equal(foot.cells[1].hidden, true);

  applyColumns(table, new Set());
  assert.equal(foot.cells[1].colSpan, 2);
  assert.equal(foot.cells[1].hidden, false);
  assert.deepEqual(body.cells.map((one) => one.hidden), [false, false, false, false]);
});

test("copying the last record never writes over what was typed", () => {
  const last = { place: "柳荫里", title: "清洁日", by: "", gone: "x" };

  assert.deepEqual(valuesToFill(last, { place: "", title: "清河", by: "" }), [["place", "柳荫里"]]);
});

test("a name goes in at the caret, over what was selected", () => {
  assert.deepEqual(withPiece("清理垃圾，清除", 4, 4, "{{清理垃圾}}"), { text: "清理垃圾{{清理垃圾}}，清除", caret: 12 });
  assert.deepEqual(withPiece("共X车", 1, 2, "{{车}}"), { text: "共{{车}}车", caret: 6 });
});

test("sizes are read in kB and MB", () => {
  assert.equal(sizeText(300), "1 kB");
  assert.equal(sizeText(820_400), "820 kB");
  assert.equal(sizeText(3_400_000), "3.4 MB");
});

test("a photo chosen twice is one photo", () => {
  const photo = (name) => ({ name, size: 5, lastModified: 1 });

  assert.equal(joined([photo("a")], [photo("a"), photo("b")]).length, 2);
});

test("a theme is kept for a year and forgotten when the system decides", () => {
  assert.equal(themeCookie("dark"), "theme=dark; path=/; max-age=31536000; samesite=lax");
  assert.equal(themeCookie(""), "theme=; path=/; max-age=0; samesite=lax");
});

test("a form counts as unsaved from the first key until it is sent or gone", () => {
  const forms = unsavedForms();
  const form = { isConnected: true };

  assert.equal(forms.any(), false);
  forms.touch(form);
  assert.equal(forms.any(), true);
  forms.sent(form);
  assert.equal(forms.any(), false);
  forms.touch(form);
  form.isConnected = false;
  assert.equal(forms.any(), false);
});

test("refusals are shown, faults are not swapped in, nothing is evaluated", () => {
  const rule = (code) => CONFIG.responseHandling.find(({ code: pattern }) => new RegExp(pattern).test(code));

  assert.equal(rule("422").swap, true);
  assert.equal(rule("403").swap, true);
  assert.equal(rule("500").swap, false);
  assert.equal(rule("500").error, true);
  assert.equal(rule("418").swap, false);
  assert.equal(rule("204").swap, false);
  assert.equal(CONFIG.allowEval, false);
  assert.equal(CONFIG.allowScriptTags, false);
  assert.equal(CONFIG.includeIndicatorStyles, false);
});

test("only what runs over its box takes the focus", () => {
  const box = (scrollWidth) => ({ scrollWidth, clientWidth: 300, scrollHeight: 10, clientHeight: 10, hasAttribute: () => false });
  const wide = box(500);
  const fits = box(300);

  scrollFocus(wide);
  scrollFocus(fits);

  assert.equal(wide.tabIndex, 0);
  assert.equal(fits.tabIndex, undefined);
});

test("both languages say the same things, and an unknown one is answered in Chinese", () => {
  assert.deepEqual(Object.keys(textsIn("en")), Object.keys(textsIn("zh-CN")));
  assert.equal(textsIn("fr").dismiss, "知道了");
});

test("the current tab of a row wider than the screen is brought into sight", () => {
  const current = { offsetLeft: 600, offsetWidth: 80 };
  const row = { scrollWidth: 900, clientWidth: 300, offsetLeft: 0, scrollLeft: 0, querySelector: () => current };

  showCurrent(row);
  assert.equal(row.scrollLeft, 490);

  const narrow = { ...row, scrollWidth: 300, scrollLeft: 0 };
  showCurrent(narrow);
  showCurrent({ ...row, querySelector: () => null });
  assert.equal(narrow.scrollLeft, 0);
});

test("a long list of boxes shows what matches and what is ticked", () => {
  const row = (textContent, checked = false) => ({ textContent, control: { checked } });
  const rows = [row("王**户　3-2-501（低保户）"), row("李**户　1-1-101（特困）", true), row("赵**户　2-1-302（特困）")];

  assert.deepEqual(kept(rows, "3-2"), [rows[0], rows[1]]);
  assert.deepEqual(kept(rows, "特困"), [rows[1], rows[2]]);
  assert.deepEqual(kept(rows, ""), rows);
});

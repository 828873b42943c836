import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, setUp } from "../static/standards/tick.mjs";

/** A line of the table: its depth, whether it shows, whether its branch is open (null for a leaf). */
function lines(...depths) {
  const rows = depths.map(([depth, open = null]) => {
    const said = { open };
    const button = open === null ? null : { getAttribute: () => String(said.open), setAttribute: (_name, value) => (said.open = value === "true") };
    const row = { dataset: { depth: String(depth) }, hidden: false, said, button, querySelector: () => button };
    if (button) button.closest = (asked) => (asked === "tr" ? row : asked === "[data-fold]" ? button : null);
    return row;
  });
  rows.forEach((row, n) => (row.nextElementSibling = rows[n + 1] ?? null));
  return rows;
}

const hidden = (rows) => rows.map((row) => row.hidden);

test("closing a branch hides all below it and nothing after", () => {
  const rows = lines([0, true], [1, true], [2], [1], [0, true], [1]);
  fold(rows[0], false);

  assert.deepEqual(hidden(rows), [false, true, true, true, false, false]);
  assert.deepEqual([rows[1].said.open, rows[4].said.open], [false, true]);
});

test("opening a branch shows those right below it, each closed", () => {
  const rows = lines([0, false], [1, false], [2], [1], [0]);
  fold(rows[0], false);
  fold(rows[0], true);

  assert.deepEqual(hidden(rows), [false, false, true, false, false]);
  assert.equal(rows[1].said.open, false);
});

test("the last line of the table ends a branch", () => {
  const rows = lines([1, true], [2]);
  fold(rows[0], false);
  fold(rows[1], false);

  assert.deepEqual(hidden(rows), [false, true]);
});

/** A page with ticked lines under its form of losses. */
function page(...ticked) {
  const heard = {};
  const boxes = ticked.map((checked) => {
    const classes = new Set(checked ? ["sel"] : []);
    const classList = { remove: (name) => classes.delete(name), toggle: (name, on) => (on ? classes.add(name) : classes.delete(name)) };
    return { checked, classes, matches: (asked) => asked === "input.check", closest: () => ({ classList }) };
  });
  const told = [];
  const form = { querySelectorAll: () => boxes, dispatchEvent: (event) => told.push([event.type, event.bubbles]) };
  setUp({ addEventListener: (name, work) => (heard[name] = work), getElementById: (id) => (id === "losses" ? form : null) });
  return { heard, boxes, told };
}

test("the button of a branch turns it over", () => {
  const { heard } = page();
  const rows = lines([0, true], [1], [0]);
  const click = () => heard.click({ target: rows[0].button });

  click();
  assert.deepEqual([rows[0].said.open, ...hidden(rows)], [false, false, true, false]);
  click();
  assert.deepEqual([rows[0].said.open, ...hidden(rows)], [true, false, false, false]);
});

test("all ticks are taken off together, and the form is told once", () => {
  const { heard, boxes, told } = page(true, false, true);
  let stopped = 0;
  heard.click({ target: { closest: (asked) => (asked === "[data-uncheck]" ? {} : null) }, preventDefault: () => (stopped += 1) });

  assert.deepEqual(boxes.map((box) => [box.checked, box.classes.has("sel")]), [[false, false], [false, false], [false, false]]);
  assert.deepEqual(told, [["change", true]]);
  assert.equal(stopped, 1);
});

test("a ticked line stands out until the tick is taken off, and nothing else does", () => {
  const { heard, boxes } = page(false);
  boxes[0].checked = true;
  heard.change({ target: boxes[0] });
  assert.equal(boxes[0].classes.has("sel"), true);
  boxes[0].checked = false;
  heard.change({ target: boxes[0] });
  assert.equal(boxes[0].classes.has("sel"), false);
  heard.change({ target: {} });
  heard.click({ target: {} });
});

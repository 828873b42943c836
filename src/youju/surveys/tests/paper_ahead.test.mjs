import assert from "node:assert/strict";
import { test } from "node:test";

import { moveAfter } from "../static/surveys/paper.mjs";
import { aheadIn, keyOf, typedAhead } from "../static/surveys/paper_ahead.mjs";

const ASKED = [{ most: 3, kind: "single" }, { most: 12, kind: "single" }, { most: 3, kind: "multiple" }];
const press = (keys) => typedAhead(keys, ASKED, moveAfter);

// keys → what stands in the three fields, where the cursor is, whether it is sent, what is left
const ROWS = [
  [[], ["", "", ""], 0, false, []],
  [["1"], ["1", "", ""], 1, false, []],
  [["1", "1", "2", "1", "3"], ["1", "12", "13"], 2, false, []],
  [["1", "1", "Enter", "1"], ["1", "1", "1"], 2, false, []],
  [["Enter", "Tab", "2"], ["", "", "2"], 2, false, []],
  [["4", "Backspace", "2"], ["2", "", ""], 1, false, []],
  [["2", "Backspace", "Backspace", "1"], ["1", "", ""], 1, false, []],
  [["Backspace", "1"], ["1", "", ""], 1, false, []],
  [["1", "2", "1", "2", "Enter", "3", "Enter"], ["1", "2", "12"], 2, true, ["3", "Enter"]],
];

for (const [keys, values, at, sends, rest] of ROWS) {
  test(`ahead of the page, ${keys.join(" ") || "nothing"} ${sends ? "sends" : "fills"} a sheet`, () => {
    assert.deepEqual(press(keys), { values, at, sends, rest });
  });
}

test("only keys of a sheet are kept", () => {
  const kept = (key, more = {}) => keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more });

  assert.deepEqual(["3", "x", "好", "Enter", "Backspace", "Tab"].map((key) => kept(key)), ["3", "x", "好", "Enter", "Backspace", "Tab"]);
  assert.deepEqual(["Shift", "F5", "ArrowUp", "Process"].map((key) => kept(key)), ["", "", "", ""]);
  assert.deepEqual([kept("r", { ctrlKey: true }), kept("3", { altKey: true }), kept("c", { metaKey: true }), kept("n", { isComposing: true })], ["", "", "", ""]);
});

test("keys are taken once, and after two minutes they are of no sheet", () => {
  const kept = new Map();
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
  let now = 1000;
  const ahead = aheadIn(storage, "paper:1", () => now);

  ahead.put(["1", "Enter"]);
  assert.deepEqual(aheadIn(storage, "paper:2", () => now).take(), []);
  assert.deepEqual(ahead.take(), ["1", "Enter"]);
  assert.deepEqual(ahead.take(), []);
  ahead.put(["2"]);
  now += 120_000;
  assert.deepEqual(ahead.take(), []);
  ahead.put(["3"]);
  ahead.put([]);
  assert.equal(kept.size, 0);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { boxAt, boxBetween, keyed, moved, resized } from "../static/evidence/redact.mjs";

test("a tap covers a square around it, and stays on the photo at its corner", () => {
  assert.deepEqual(boxAt([0.5, 0.5], 1.5), [0.45, 0.425, 0.1, 0.15]);
  assert.deepEqual(boxAt([1, 0], 1.5), [0.9, 0, 0.1, 0.15]);
});

test("a drag covers what lies between its ends, whichever came first, and no more than the photo", () => {
  assert.deepEqual(boxBetween([0.6, 0.7], [0.2, 0.3]), [0.2, 0.3, 0.4, 0.4]);
  assert.deepEqual(boxBetween([0.9, 0.9], [1.4, 1.2]), [0.9, 0.9, 0.1, 0.1]);
});

test("a box is moved and resized no further than the photo's edges", () => {
  assert.deepEqual(moved([0.9, 0.5, 0.1, 0.1], 0.01, 0.01), [0.9, 0.51, 0.1, 0.1]);
  assert.deepEqual(resized([0.9, 0.5, 0.1, 0.01], 0.01, -0.01), [0.9, 0.5, 0.1, 0.01]);
});

test("arrows move, with Shift they resize, Delete takes off, other keys do nothing", () => {
  const box = [0.2, 0.2, 0.1, 0.1];
  assert.deepEqual(keyed(box, { key: "ArrowLeft" }), [0.19, 0.2, 0.1, 0.1]);
  assert.deepEqual(keyed(box, { key: "ArrowDown", shiftKey: true }), [0.2, 0.2, 0.1, 0.11]);
  assert.equal(keyed(box, { key: "Delete" }), null);
  assert.equal(keyed(box, { key: "Tab" }), undefined);
});

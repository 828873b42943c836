import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest } from "../static/returns/grid.mjs";

const boxes = [
  { x: 10, y: 10 },
  { x: 50, y: 10 },
  { x: 10, y: 40 },
  { x: 50, y: 40 },
];

test("an arrow goes to the nearest blank that way", () => {
  assert.equal(nearest(boxes[0], boxes, "ArrowRight"), 1);
  assert.equal(nearest(boxes[0], boxes, "ArrowDown"), 2);
  assert.equal(nearest(boxes[3], boxes, "ArrowUp"), 1);
  assert.equal(nearest(boxes[3], boxes, "ArrowLeft"), 2);
});

test("at the edge nothing moves", () => {
  assert.equal(nearest(boxes[0], boxes, "ArrowUp"), -1);
});

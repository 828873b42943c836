import assert from "node:assert/strict";
import { test } from "node:test";

import { boxesBelow, stretch } from "../static/standards/duties.mjs";

const row = (depth, box) => ({ dataset: { depth: String(depth) }, querySelector: () => box });

test("a branch ticks what stands below it and nothing after", () => {
  const rows = [row(1, "a"), row(2, "b"), row(3, null), row(3, "d"), row(1, "e")];
  rows.forEach((one, n) => (one.nextElementSibling = rows[n + 1] ?? null));

  assert.deepEqual(boxesBelow(rows[0]), ["b", "d"]);
  assert.deepEqual(boxesBelow(rows[1]), ["d"]);
  assert.deepEqual(boxesBelow(rows[4]), []);
});

test("a stretch goes both ways and needs a beginning", () => {
  assert.deepEqual(stretch(["a", "b", "c", "d"], "c", "a"), ["a", "b", "c"]);
  assert.deepEqual(stretch(["a", "b"], "b", "b"), ["b"]);
  assert.deepEqual(stretch(["a", "b"], "x", "b"), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { moveAfter } from "../static/surveys/paper.mjs";

// typed, options, kind → on to the next question
const ROWS = [
  ["1", 3, "single", true],
  ["0", 3, "single", true],
  ["4", 3, "single", false],
  ["1", 12, "single", false],
  ["2", 12, "single", true],
  ["11", 12, "single", true],
  ["1", 3, "multiple", false],
  ["1", 3, "text", false],
  ["x", 3, "scale", false],
  ["", 3, "single", false],
];

for (const [value, most, kind, expected] of ROWS) {
  test(`“${value}” of ${most} (${kind}) ${expected ? "goes on" : "stays"}`, () => {
    assert.equal(moveAfter(value, { most, kind }), expected);
  });
}

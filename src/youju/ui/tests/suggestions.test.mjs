import assert from "node:assert/strict";
import { test } from "node:test";

import { nextOf } from "../assets/suggestions.mjs";

test("down goes from the box to the first suggestion and stops at the last", () => {
  assert.equal(nextOf(["a", "b"], "box", 1), "a");
  assert.equal(nextOf(["a", "b"], "a", 1), "b");
  assert.equal(nextOf(["a", "b"], "b", 1), "b");
});

test("up from the first suggestion goes back to the box", () => {
  assert.equal(nextOf(["a", "b"], "b", -1), "a");
  assert.equal(nextOf(["a", "b"], "a", -1), null);
  assert.equal(nextOf([], "box", 1), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { passTheRest } from "../static/patrols/visit.mjs";

function radio(name, value, checked = false) {
  return { name, value, checked };
}

function formOf(inputs) {
  return {
    querySelectorAll: (selector) => {
      const exact = selector.match(/^\[name="(.+)"\]$/);
      return inputs.filter((one) => (exact ? one.name === exact[1] : one.name.startsWith("item_")));
    },
  };
}

test("items without a mark become in order, those that failed stay failed", () => {
  const inputs = [
    radio("item_scale", "ok"),
    radio("item_scale", "bad", true),
    radio("item_smoke", "ok"),
    radio("item_smoke", "bad"),
  ];

  const marked = passTheRest(formOf(inputs));

  assert.equal(marked, 1);
  assert.deepEqual(
    inputs.filter((one) => one.checked).map((one) => [one.name, one.value]),
    [
      ["item_scale", "bad"],
      ["item_smoke", "ok"],
    ],
  );
});

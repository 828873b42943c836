import assert from "node:assert/strict";
import { test } from "node:test";

import { asked, nextWaiting } from "../static/reader/review.mjs";

const key = (name, tag = "LI", more = {}) => ({ key: name, target: { tagName: tag }, ...more });
const line = (fact, state) => ({ dataset: { fact, state } });

test("the six keys ask for the six acts", () => {
  const wishes = ["j", "k", "Enter", "x", "e", "u"].map((name) => asked(key(name)));

  assert.deepEqual(wishes, ["next", "previous", "confirm", "refuse", "change", "undo"]);
});

test("keys that are typed, composed or held with another ask for nothing", () => {
  assert.equal(asked(key("x", "INPUT")), null);
  assert.equal(asked(key("e", "LI", { isComposing: true })), null);
  assert.equal(asked(key("u", "LI", { ctrlKey: true })), null);
});

test("Enter on a button presses the button", () => {
  assert.equal(asked(key("Enter", "BUTTON")), null);
});

test("after a decision the next figure that waits is taken, from the top again at the end", () => {
  const lines = [line("1", "proposed"), line("2", "confirmed"), line("3", "proposed")];

  assert.equal(nextWaiting(lines, "2"), lines[2]);
  assert.equal(nextWaiting(lines, "3"), lines[0]);
});

test("when nothing waits the decided figure is kept", () => {
  const lines = [line("1", "refused"), line("2", "confirmed")];

  assert.equal(nextWaiting(lines, "2"), lines[1]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { isTyping, listenToKeys, wish } from "../assets/keyboard.mjs";
import { nextIndex } from "../assets/rows.mjs";

const press = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

test("plain keys ask for something only where nobody is typing", () => {
  assert.equal(wish(press("/"), false), "search");
  assert.equal(wish(press("j"), false), "down");
  assert.equal(wish(press("k"), false), "up");
  assert.equal(wish(press("/"), true), null);
  assert.equal(wish(press("j"), true), null);
  assert.equal(wish(press("x"), false), null);
});

test("keys with Ctrl or Command work while typing", () => {
  assert.equal(wish(press("Enter", { ctrlKey: true }), true), "save");
  assert.equal(wish(press("K", { metaKey: true }), true), "search");
  assert.equal(wish(press("j", { ctrlKey: true }), false), null);
  assert.equal(wish(press("Escape"), true), "close");
});

test("keys of an input method that is composing are left to it", () => {
  assert.equal(wish(press("Escape", { isComposing: true }), true), null);
  assert.equal(wish(press("/", { isComposing: true }), false), null);
});

test("boxes, lists and editable cells are typed in; links are not", () => {
  assert.equal(isTyping({ tagName: "INPUT" }), true);
  assert.equal(isTyping({ tagName: "TD", isContentEditable: true }), true);
  assert.equal(isTyping({ tagName: "A", isContentEditable: false }), false);
  assert.equal(isTyping(null), false);
});

test("a key that did something is not passed on", () => {
  let heard;
  let stopped = 0;
  const doc = { addEventListener: (_, act) => (heard = act) };
  listenToKeys({ close: () => true, down: () => false }, doc);
  const event = (key) => ({ ...press(key), target: { tagName: "BODY" }, preventDefault: () => (stopped += 1) });

  heard(event("Escape"));
  heard(event("j"));

  assert.equal(stopped, 1);
});

test("moving through rows begins at the top and stays in the list", () => {
  assert.equal(nextIndex(-1, 1, 3), 0);
  assert.equal(nextIndex(-1, -1, 3), 2);
  assert.equal(nextIndex(2, 1, 3), 2);
  assert.equal(nextIndex(0, -1, 3), 0);
  assert.equal(nextIndex(-1, 1, 0), -1);
});

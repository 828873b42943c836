import assert from "node:assert/strict";
import { test } from "node:test";

import { inTurn, newKey, reasonIn } from "../static/evidence/picker.mjs";

test("a key is a UUID of version 7 that begins with the time", () => {
  const key = newKey(0x0193_0000_0001, new Uint8Array([0xab, 0xcd, 0xff, 1, 2, 3, 4, 5, 6, 7]));

  assert.equal(key, "01930000-0001-7bcd-bf01-020304050607");
});

test("no more than two files are on their way at once, and all arrive in order", async () => {
  let under = 0;
  let most = 0;
  const done = [];
  const job = (n) => async () => {
    most = Math.max(most, ++under);
    await new Promise((go) => setTimeout(go, 2));
    under--;
    done.push(n);
  };

  await inTurn([1, 2, 3, 4, 5].map(job));

  assert.equal(most, 2);
  assert.deepEqual(done, [1, 2, 3, 4, 5]);
});

test("a refusal is shown in the server's words, anything else in ours", () => {
  assert.equal(reasonIn('{"error": "文件是空的"}', "没有传上"), "文件是空的");
  assert.equal(reasonIn("<html>502</html>", "没有传上"), "没有传上");
  assert.equal(reasonIn("", "没有传上"), "没有传上");
});

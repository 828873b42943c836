import assert from "node:assert/strict";
import { test } from "node:test";

import { sendPhoto } from "../assets/uploads.mjs";
import { fakeServer, photo } from "./fake_server.mjs";
import { memoryStore } from "./memory_store.mjs";

async function tried(trouble, size = 10) {
  const store = memoryStore();
  const server = fakeServer({ trouble: (...asked) => trouble(server, ...asked) });
  const one = photo("p", "1", size);
  await store.putPhoto(one);
  let made = 0;
  const send = async () => {
    const [kept] = await store.photosOf("1");
    made += 1;
    return sendPhoto(kept, { net: server.net, store, part: 4, makeKey: () => `upload-${made}` });
  };
  return { server, send, kept: async () => (await store.photosOf("1"))[0] };
}

test("a photo goes in parts", async () => {
  const { server, send, kept } = await tried(() => undefined);

  assert.deepEqual(await send(), { verdict: "accepted" });
  assert.deepEqual(server.uploads.get("u1").parts, [4, 4, 2]);
  assert.equal((await kept()).upload.done, true);
  await send(); // it is there: nothing is asked
  assert.equal(server.count, 4);
});

// which request the network breaks, and how → what the second try asks
const BREAKS = [
  ["before the upload began", 1, "cut", ["POST /uploads", "PATCH /uploads/u1", "PATCH /uploads/u1", "PATCH /uploads/u1"]],
  ["after it began, answer lost", 1, "lost", ["POST /uploads", "PATCH /uploads/u1", "PATCH /uploads/u1", "PATCH /uploads/u1"]],
  ["before the second part", 3, "cut", ["HEAD /uploads/u1", "PATCH /uploads/u1", "PATCH /uploads/u1"]],
  ["after the second part, answer lost", 3, "lost", ["HEAD /uploads/u1", "PATCH /uploads/u1"]],
  ["after the last part, answer lost", 4, "lost", ["HEAD /uploads/u1"]],
];

for (const [what, count, how, again] of BREAKS) {
  test(`the network breaks ${what}: the next try goes on from there`, async () => {
    const { server, send } = await tried((_server, _path, _method, at) => (at === count ? how : undefined));

    assert.equal((await send()).verdict, "offline");
    const before = server.asked.length;
    assert.equal((await send()).verdict, "accepted");

    assert.deepEqual(server.asked.slice(before), again);
    assert.equal(server.uploads.size, 1);
    assert.deepEqual(server.uploads.get("u1").parts.reduce((a, b) => a + b), 10);
  });
}

test("the server says another offset: the phone follows it", async () => {
  const { server, send } = await tried((s, path, method, at) => {
    if (at === 2) s.uploads.get("u1").offset = 4; // another tab sent the first part
    return undefined;
  });

  assert.equal((await send()).verdict, "accepted");
  assert.equal(server.uploads.get("u1").offset, 10);
});

test("an upload the server no longer knows begins anew, under a new key", async () => {
  const { server, send } = await tried((s, path, method, at) => {
    if (at === 2) s.uploads.clear();
    return undefined;
  });

  assert.equal((await send()).verdict, "accepted");
  assert.deepEqual(server.asked, ["POST /uploads", "PATCH /uploads/u1", "POST /uploads", "PATCH /uploads/u1", "PATCH /uploads/u1", "PATCH /uploads/u1"]);
});

test("bytes that arrived wrong begin anew once, then wait", async () => {
  const { server, send } = await tried((s, path, method) => (method === "PATCH" ? s.json(422, { code: "hash", message: "内容不符" }) : undefined));

  assert.equal((await send()).verdict, "busy");
  assert.equal(server.asked.filter((one) => one === "POST /uploads").length, 2);
});

const ANSWERS = [
  ["a refused file", "POST", (s) => s.json(422, { code: "refused", field: "file", message: "不收 SVG 图" }), "refused"],
  ["a page instead of an upload", "POST", () => ({ status: 200, json: null, redirected: false, header: () => "" }), "stray"],
  ["JSON of somebody else", "POST", (s) => s.json(200, { hello: 1 }), "stray"],
  ["the session is over", "PATCH", (s) => s.json(401, { message: "请先登录" }), "sign_in"],
  ["the server is in trouble", "PATCH", (s) => s.json(502, null), "busy"],
  ["a part that moves nothing", "PATCH", (s) => s.json(200, { offset: 0 }), "stray"],
];

for (const [what, on, answer, verdict] of ANSWERS) {
  test(`a photo meets ${what}: ${verdict}`, async () => {
    const { send, kept } = await tried((s, path, method) => (method === on ? answer(s) : undefined));

    assert.equal((await send()).verdict, verdict);
    assert.equal((await kept()).upload?.done, undefined);
  });
}

const OFFSETS = [
  ["signed out", (s) => s.json(401, null), "sign_in"],
  ["a portal", () => ({ status: 200, json: null, redirected: false, header: () => "" }), "stray"],
  ["no network", () => "cut", "offline"],
  ["trouble", (s) => s.json(503, null), "busy"],
];

for (const [what, answer, verdict] of OFFSETS) {
  test(`asking for the offset meets ${what}: ${verdict}`, async () => {
    const { send } = await tried((s, path, method, at) => (method === "HEAD" ? answer(s) : at === 2 ? "cut" : undefined));
    await send();

    assert.equal((await send()).verdict, verdict);
  });
}

test("a part that is cut off is sent in smaller ones", async () => {
  const store = memoryStore();
  const server = fakeServer({ trouble: (_path, _method, at) => (at === 2 ? "cut" : undefined) });
  const one = photo("p", "1", 200_000);
  await store.putPhoto(one);
  const send = async () => sendPhoto((await store.photosOf("1"))[0], { net: server.net, store });

  assert.equal((await send()).verdict, "offline");
  assert.equal((await send()).verdict, "accepted");

  assert.deepEqual(server.uploads.get("u1").parts, [65_536, 65_536, 65_536, 3_392]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { grouped, isUnsent, sendRound, takeBack, wire } from "../assets/queue.mjs";
import { fakeServer, photo, waiting } from "./fake_server.mjs";
import { memoryStore } from "./memory_store.mjs";

const NOON = Date.parse("2026-07-08T12:00:00+08:00");
const ME = 7;

async function storeWith(acts, photos = []) {
  const store = memoryStore();
  for (const act of acts) await store.putAct(act);
  for (const one of photos) await store.putPhoto(one);
  return store;
}

const round = (store, server, now = NOON) => sendRound({ store, net: server.net, owner: ME, now: () => now, random: () => 0.5 });
const states = async (store) => (await store.acts(ME)).map((act) => `${act.id} ${act.state}`);
const actsSent = (server) => [...server.acts.values()].map(({ body }) => body.key);

test("acts are sent oldest first, and leave the queue with the answer for their key", async () => {
  const store = await storeWith([waiting("2"), waiting("1"), waiting("3")]);
  const server = fakeServer();

  const told = await round(store, server);

  assert.deepEqual(actsSent(server), ["key-1", "key-2", "key-3"]);
  assert.deepEqual(await states(store), ["1 accepted", "2 accepted", "3 accepted"]);
  assert.deepEqual(told, { sent: 3, refused: 0, stopped: "", next: null });
  assert.equal((await store.act("1")).result.title, "金问〔2026〕0001号");
});

// what the network does to the second of three acts → what stands in the queue afterwards, how the round ended
const SECOND = [
  ["refuses it", (s) => s.json(422, { message: "没有这个类别" }), ["1 accepted", "2 refused", "3 accepted"], ""],
  ["does not know its case", (s) => s.json(404, { message: "没有这个问题" }), ["1 accepted", "2 refused", "3 accepted"], ""],
  ["fails on it", (s) => s.json(500, null), ["1 accepted", "2 waiting", "3 accepted"], ""],
  ["asks to wait", (s) => s.json(429, { message: "太快" }, { "Retry-After": "90" }), ["1 accepted", "2 waiting", "3 accepted"], ""],
  ["has signed the person out", (s) => s.json(401, { message: "请先登录" }), ["1 accepted", "2 waiting", "3 waiting"], "sign_in"],
  ["is a captive portal", () => ({ status: 200, json: null, redirected: false, header: () => "" }), ["1 accepted", "2 waiting", "3 waiting"], "stray"],
  ["is gone", () => "cut", ["1 accepted", "2 waiting", "3 waiting"], "offline"],
  ["loses the answer", () => "lost", ["1 accepted", "2 waiting", "3 waiting"], "offline"],
];

for (const [what, answer, expected, stopped] of SECOND) {
  test(`the server ${what}: nothing is lost, and sending again counts once`, async () => {
    const store = await storeWith([waiting("1"), waiting("2"), waiting("3")]);
    let broken = true;
    const server = fakeServer({ trouble: (path, method, count) => (broken && count === 2 ? answer(server) : undefined) });

    const told = await round(store, server);
    assert.deepEqual(await states(store), expected);
    assert.equal(told.stopped, stopped);

    broken = false;
    await round(store, server, NOON + 3_600_000);
    const refused = expected.includes("2 refused");
    assert.deepEqual(await states(store), refused ? expected : ["1 accepted", "2 accepted", "3 accepted"]);
    assert.equal(server.acts.size, refused ? 2 : 3);
  });
}

test("a refused act keeps its photos and the reason", async () => {
  const store = await storeWith([waiting("1", { data: { unit: "jq", bad: true } })], [photo("p", "1")]);

  await round(store, fakeServer());

  const act = await store.act("1");
  assert.deepEqual(act.reason, { code: "refused", field: "kind", message: "没有这个类别，请重选", at: NOON });
  assert.equal((await store.photosOf("1")).length, 1);
});

test("photos go first, an act names them, and they leave the phone once it is accepted", async () => {
  const store = await storeWith([waiting("1")], [photo("p", "1"), { ...photo("q", "1"), order: 1 }]);
  const server = fakeServer();

  await round(store, server);

  assert.deepEqual(server.asked.slice(0, 2), ["POST /uploads", "PATCH /uploads/u1"]);
  assert.deepEqual([...server.acts.values()][0].body.uploads, ["u1", "u2"]);
  assert.deepEqual(await store.photosOf("1"), []);
});

test("a server in trouble is left alone for longer and longer, and other acts pass", async () => {
  const store = await storeWith([waiting("1"), waiting("2")]);
  const server = fakeServer({ trouble: (path, method, count) => (count % 2 === 1 ? server.json(503, null) : undefined) });

  const told = await round(store, server);
  assert.deepEqual(await states(store), ["1 waiting", "2 accepted"]);
  assert.equal(told.next, NOON + 5_000);

  await round(store, server, NOON + 1_000); // not yet
  assert.equal(server.count, 2);
  await round(store, server, NOON + 5_000);
  assert.equal((await store.act("1")).next_at, NOON + 5_000 + 10_000);
});

test("acts on the same thing keep their order: a later one waits for the earlier", async () => {
  const store = await storeWith([waiting("1", { subject: "case:9" }), waiting("2", { subject: "case:9" }), waiting("3", { subject: "case:8" })]);
  const server = fakeServer({ trouble: (path, method, count) => (count === 1 ? server.json(500, null) : undefined) });

  await round(store, server);

  assert.deepEqual(await states(store), ["1 waiting", "2 waiting", "3 accepted"]);
});

test("drafts, refused acts and other persons' acts are not sent", async () => {
  const store = await storeWith([waiting("1", { state: "draft" }), waiting("2", { state: "refused" }), waiting("3", { owner: 8 })]);
  const server = fakeServer();

  await round(store, server);

  assert.equal(server.count, 0);
});

test("the server reads both clocks, whose act it is, and photos with their time and place", () => {
  const act = { ...waiting("1"), clock_ahead: 420 };
  const taken = { ...photo("p", "1"), upload: { id: "u1", done: true }, lat: 30.1, lng: 104.2 };

  assert.deepEqual(wire(act, [taken], NOON), {
    key: "key-1",
    act: "report_case",
    done_at: "2026-07-08T10:38:00+08:00",
    sent_at: "2026-07-08T04:00:00.000Z",
    clock_ahead: 420,
    person: 7,
    data: { unit: "jq", kind: "rubbish", photos: [{ upload: "u1", taken_at: "2026-07-08T02:38:00Z", lat: 30.1, lng: 104.2 }] },
    uploads: ["u1"],
  });
});

test("each fault of a visit takes its own photos along", () => {
  const visit = waiting("1", { act: "record_visit", data: { place: 3, findings: [{ item: "a", kind: "k", photos: ["p"] }, { item: "b", kind: "k" }] } });
  const taken = { ...photo("p", "1"), upload: { id: "u9" } };

  assert.deepEqual(wire(visit, [taken], NOON).data.findings, [{ item: "a", kind: "k", uploads: ["u9"] }, { item: "b", kind: "k", uploads: [] }]);
});

// may an act be changed or withdrawn? → what the phone knows, what the server says, the outcome
const TAKE_BACK = [
  ["never tried", {}, undefined, "free", "waiting"],
  ["tried, and the server does not have it", { asked: true }, undefined, "free", "waiting"],
  ["tried, and no network now", { asked: true }, "cut", "unknown", "waiting"],
  ["tried, and a captive portal answers", { asked: true }, { status: 200, json: null, redirected: false, header: () => "" }, "unknown", "waiting"],
  ["tried, and the session is over", { asked: true }, { status: 401, json: { message: "请先登录" }, redirected: false, header: () => "" }, "unknown", "waiting"],
  ["accepted", { state: "accepted" }, undefined, "accepted", "accepted"],
];

for (const [what, more, answer, expected, state] of TAKE_BACK) {
  test(`an act ${what}: taking it back is ${expected}`, async () => {
    const store = await storeWith([waiting("1", more)]);
    const server = fakeServer({ trouble: () => answer });

    assert.equal(await takeBack("1", { store, net: server.net }), expected);
    assert.equal((await store.act("1")).state, state);
  });
}

test("an act whose answer was lost is found on the server instead of being taken back", async () => {
  const store = await storeWith([waiting("1")]);
  const server = fakeServer({ trouble: (path, method, count) => (count === 1 ? "lost" : undefined) });
  await round(store, server);

  assert.equal(await takeBack("1", { store, net: server.net, now: () => NOON }), "accepted");
  assert.deepEqual(await states(store), ["1 accepted"]);
  assert.equal(server.acts.size, 1);
});

test("the page shows what was refused apart, and what came last first among the received", () => {
  const acts = [waiting("1"), waiting("2", { state: "refused" }), waiting("3", { state: "accepted", result: { at: 1 } }), waiting("4", { state: "accepted", result: { at: 2 } }), waiting("5", { state: "draft" })];

  const groups = grouped(acts);

  assert.deepEqual(Object.fromEntries(Object.entries(groups).map(([name, found]) => [name, found.map((act) => act.id)])), { refused: ["2"], drafts: ["5"], waiting: ["1"], accepted: ["4", "3"] });
  assert.equal(acts.filter(isUnsent).length, 3);
});

test("a phone too full to note anything still sends, and an accepted act makes room", async () => {
  const store = await storeWith([waiting("1"), waiting("2", { data: {} })], [photo("p", "1")]);
  const full = async () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  Object.assign(store, { putAct: full, putUpload: full, accept: full });
  const server = fakeServer({ trouble: (path, method, count) => (count === 4 ? "lost" : undefined) });

  await round(store, server);
  assert.deepEqual(await states(store), ["2 waiting"]);
  assert.deepEqual(await store.photosOf("1"), []);

  assert.equal(await takeBack("2", { store, net: server.net, now: () => NOON }), "accepted"); // though it could not be noted
  assert.equal(server.acts.size, 2);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { clockNote, lacks, newDraft, queued, reopened, stamp } from "../assets/acts.mjs";
import { deskFor, draftFor, formOf, sourceFor } from "../assets/desks.mjs";
import { openDraft } from "../assets/drafts.mjs";
import { newKey } from "../assets/keys.mjs";
import { routeOf } from "../assets/routes.mjs";
import { askToKeep, isFull, spaceLeft } from "../assets/space.mjs";
import { memoryStore } from "./memory_store.mjs";

const NOON = Date.parse("2026-07-08T12:00:00+08:00");
const WANG = { id: 7, name: "王芳" };
const file = (size) => ({ size });
const makePhoto = async ({ size }, { act, owner, order }) => ({ id: `photo-${order}`, act, owner, order, blob: new Blob([new Uint8Array(size)]), thumb: null, lat: null, lng: null });
const smaller = async (photo) => ({ blob: photo.blob.slice(0, photo.blob.size / 2) });
const draft = (act = "report_case", more = {}) => ({ ...newDraft(act, { person: WANG, now: NOON, makeKey: () => "k1" }), form: "report", ...more });
const desk = (store, isNew = true) => openDraft(draft(), { store, makePhoto, smaller, isNew });

test("a draft is kept with the first thing written, and found again after closing", async () => {
  const store = memoryStore();
  const writing = await desk(store);
  assert.deepEqual(await store.acts(7), []);

  await writing.add([file(10), file(20)]);
  await writing.setData({ kind: "rubbish" });

  const [kept] = await store.acts(7);
  const again = await openDraft(draftFor([kept], "report", ""), { store, makePhoto, smaller });
  assert.equal(again.draft.data.kind, "rubbish");
  assert.equal(again.draft.count, 2);
  assert.equal(again.photos.length, 2);
});

test("a photo can be taken off, and one taken later gets a place of its own", async () => {
  const store = memoryStore();
  const writing = await desk(store);
  await writing.add([file(1), file(2)]);

  await writing.remove("photo-0");
  await writing.remove("photo-7");
  await writing.add([file(3)]);
  await writing.placePhotos({ lat: 30.1, lng: 104.2 });

  assert.deepEqual((await store.photosOf("k1")).map((photo) => [photo.id, photo.lat]), [["photo-1", 30.1], ["photo-2", 30.1]]);
});

test("while a photo is being made ready the desk says so", async () => {
  let ready;
  const waits = new Promise((resolve) => (ready = resolve));
  const slowly = async (...asked) => waits.then(() => makePhoto(...asked));
  const writing = await openDraft(draft(), { store: memoryStore(), makePhoto: slowly, smaller, isNew: true });

  const adding = writing.add([file(1)]);
  assert.equal(writing.isAdding, true);
  ready();
  assert.deepEqual(await adding, ["photo-0"]);
  assert.equal(writing.isAdding, false);

  await assert.rejects(writing.add([null]));
  assert.equal(writing.isAdding, false);
});

test("on a nearly full phone the photo is kept smaller", async () => {
  const store = memoryStore({ room: 60 });
  const writing = await desk(store);

  await writing.add([file(100)]);

  assert.deepEqual([writing.isSmaller, writing.isFull], [true, false]);
  assert.equal((await store.photosOf("k1"))[0].blob.size, 50);
});

test("on a full phone the photo stays in memory, the draft is not sent, and nothing is dropped", async () => {
  const store = memoryStore({ room: 20 });
  const writing = await desk(store);
  await writing.add([file(100)]);

  assert.deepEqual([writing.isFull, writing.photos.length], [true, 1]);
  assert.equal(await writing.queue(), false);
  assert.equal((await store.act("k1")).state, "draft");

  store.room = 1000; // others were sent
  assert.equal(await writing.queue({ title: "暴露垃圾" }), true);
  assert.equal((await store.act("k1")).state, "waiting");
  assert.equal((await store.photosOf("k1")).length, 1);
});

test("a full phone that cannot even keep the words says so; other faults are not hidden", async () => {
  const store = memoryStore();
  const writing = await desk(store);
  store.putAct = async () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await writing.setData({ kind: "a" });
  assert.equal(writing.isFull, true);

  store.putAct = store.putPhoto = async () => {
    throw new Error("broken");
  };
  await assert.rejects(writing.set({ title: "甲" }), /broken/);
  await assert.rejects(writing.add([file(1)]), /broken/);
});

test("a draft can be thrown away; one that was never begun leaves nothing", async () => {
  const store = memoryStore();
  const writing = await desk(store);
  await writing.drop();
  await writing.add([file(1)]);
  await writing.drop();

  assert.deepEqual([await store.acts(7), await store.photosOf("k1")], [[], []]);
});

test("what another tab sent is not written over", async () => {
  const store = memoryStore();
  const first = await desk(store);
  await first.setData({ kind: "rubbish" });
  const second = await openDraft(await store.act("k1"), { store, makePhoto, smaller });
  await first.queue();

  await second.setData({ kind: "lamp" });

  assert.equal(second.isGone, true);
  assert.equal(await second.queue(), false);
  const kept = await store.act("k1");
  assert.deepEqual([kept.state, kept.data.kind], ["waiting", "rubbish"]);
});

const KINDS = [{ code: "rubbish", wants_photos: true }, { code: "lamp", wants_photos: false }];
// what is there → what is still lacking
const LACKS = [
  ["report_case", {}, 1, "lacksKind"],
  ["report_case", { kind: "rubbish", lat: 30 }, 0, "lacksPhoto"],
  ["report_case", { kind: "rubbish", lat: 30 }, 1, ""],
  ["report_case", { kind: "lamp" }, 0, "lacksPlace"],
  ["report_case", { kind: "lamp", place: " 金桥路 " }, 0, ""],
  ["report_case", { kind: "s0613" }, 0, "lacksWords"],
  ["report_case", { kind: "s0613", description: "问楼道多久扫一次" }, 0, "lacksPlace"],
  ["report_case", { kind: "s0613", description: "问楼道多久扫一次", lat: 30 }, 0, ""],
  ["verify_case", {}, 0, "lacksVerdict"],
  ["verify_case", { passed: false, note: " " }, 0, "lacksReason"],
  ["verify_case", { passed: false, note: "还有一袋" }, 0, ""],
  ["verify_case", { passed: true }, 0, ""],
  ["add_note", { note: "" }, 0, "lacksWords"],
  ["accept_case", {}, 0, ""],
];

for (const [act, data, photos, expected] of LACKS) {
  test(`${act} with ${JSON.stringify(data)} and ${photos} photos lacks "${expected}"`, () => {
    assert.equal(lacks({ act, data }, { photos, kinds: KINDS }), expected);
  });
}

// photos wanted, photos before, photos after, what was done → what a rectification lacks
const RECTIFIED = [
  [true, 1, 0, "已清理", "lacksAfterPhoto"],
  [true, 0, 1, "已清理", ""],
  [true, 2, 1, "已清理", "lacksPairs"],
  [true, 1, 2, "已清理", "lacksPairs"],
  [true, 2, 2, "", "lacksDone"],
  [false, 2, 0, "已清理", ""],
];

for (const [wants_photos, before, after, note, expected] of RECTIFIED) {
  test(`a rectification with ${before} photos before and ${after} after lacks "${expected}"`, () => {
    assert.equal(lacks({ act: "rectify_case", wants_photos, before, data: { note } }, { photos: after }), expected);
  });
}

test("an act that is changed gets a new key and keeps its photos' name", () => {
  const refused = { ...queued(draft()), state: "refused", asked: true, reason: { message: "甲" } };

  const again = reopened(refused, () => "k2");

  assert.deepEqual([again.id, again.key, again.state, again.asked], ["k1", "k2", "draft", false]);
  assert.equal(queued(again).reason, null);
});

test("times are the phone's, with their offset", () => {
  assert.equal(stamp(NOON, 480), "2026-07-08T12:00:00+08:00");
  assert.equal(stamp(NOON, -210), "2026-07-08T00:30:00-03:30");
});

test("a clock that is minutes off is named", () => {
  assert.equal(clockNote(null), null);
  assert.equal(clockNote(299), null);
  assert.deepEqual(clockNote(-720), { minutes: 12, fast: false });
  assert.deepEqual(clockNote(420), { minutes: 7, fast: true });
});

test("keys are UUIDs of version 7, in the order of their making", () => {
  const fill = (bytes) => bytes.fill(0xff);

  assert.equal(newKey(0x0197e0112233, fill), "0197e011-2233-7fff-bfff-ffffffffffff");
  assert.ok(newKey(NOON) < newKey(NOON + 1));
});

const ADDRESSES = [
  ["", { name: "report", place: "" }],
  ["#/", { name: "report", place: "" }],
  ["#/nothing", { name: "report", place: "" }],
  ["#/survey", { name: "survey", place: "" }],
  ["#/mine", { name: "mine", place: "mine", tab: "" }],
  ["#/mine/queue", { name: "mine", place: "mine", tab: "queue" }],
  ["#/case/12", { name: "case", place: "mine", id: "12" }],
  ["#/case/12/rectify_case", { name: "do", place: "mine", id: "12", act: "rectify_case" }],
  ["#/patrol", { name: "patrol", place: "patrol" }],
  ["#/place/3", { name: "visit", place: "patrol", id: "3" }],
  ["#/edit/k1", { name: "edit", place: "mine", id: "k1" }],
];

for (const [hash, expected] of ADDRESSES) {
  test(`the address "${hash}" shows ${expected.name}`, () => assert.deepEqual(routeOf(hash), expected));
}

const LISTS = { clock_ahead: 3, member: { unit: "jq", role: "grid_worker" }, places: [{ id: 3, name: "菜市场", unit: "jq" }], cases: [{ id: 12, title: "石井巷", acts: ["rectify_case"], wants_photos: true, photos: 2 }] };

test("an address opens the form it names, with what it is about", async () => {
  const store = memoryStore();
  const open = (hash, acts = []) => deskFor(routeOf(hash), { acts, lists: LISTS, person: WANG, now: NOON, tools: { store, makePhoto, smaller } });

  assert.deepEqual((await open("#/")).draft.data, { unit: "jq", source: "grid" });
  assert.equal((await open("#/survey")).draft.data.kind, "s0613");
  assert.deepEqual((await open("#/place/3")).draft.data, { place: 3, unit: "jq", items: [], findings: [] });
  const rectify = (await open("#/case/12/rectify_case")).draft;
  assert.deepEqual([rectify.data, rectify.subject, rectify.wants_photos, rectify.before, rectify.title], [{ case: 12 }, "case:12", true, 2, "石井巷"]);
  assert.equal(await open("#/case/12/verify_case"), null); // not mine to verify
  assert.equal(await open("#/case/99/rectify_case"), null);
  assert.equal(await open("#/place/99"), null);
  assert.equal(await open("#/mine"), null);
  assert.equal(formOf(routeOf("#/case/12/close_case")), "");

  const begun = draft("report_case", { data: { kind: "rubbish" } });
  assert.equal((await open("#/", [begun])).draft.data.kind, "rubbish");
  assert.equal((await open("#/edit/k1", [begun])).draft.id, "k1");
  assert.equal(await open("#/edit/k1", [{ ...begun, state: "waiting" }]), null);
});

test("who saw a problem decides its source", () => {
  assert.deepEqual(["grid_worker", "inspector", "office", "volunteer", "staff"].map(sourceFor), ["grid", "supervision", "supervision", "resident", "patrol"]);
});

test("the phone is asked to keep the store, and how much room is left", async () => {
  assert.equal(await askToKeep(undefined), false);
  assert.equal(await askToKeep({ persist: async () => true }), true);
  assert.equal(await askToKeep({ persisted: async () => true, persist: async () => false }), true);
  assert.equal(await askToKeep({ persist: () => Promise.reject(new Error("no")) }), false);
  assert.deepEqual(await spaceLeft({ estimate: async () => ({ usage: 10, quota: 100 }) }, 95), { used: 10, left: 90, little: true });
  assert.equal(await spaceLeft(undefined), null);
  assert.equal(isFull({ name: "AbortError", inner: { name: "QuotaExceededError" } }), true);
  assert.equal(isFull(new Error("other")), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { lengthOf, pointOn, signOn } from "../../ui/assets/signature.mjs";
import { newDraft } from "../assets/acts.mjs";
import { deskFor } from "../assets/desks.mjs";
import { openDraft } from "../assets/drafts.mjs";
import { chosen, entryFor, entryLacks, tapped } from "../assets/entries.mjs";
import { photoOf } from "../assets/photo.mjs";
import { wire } from "../assets/queue.mjs";
import { routeOf } from "../assets/routes.mjs";
import { memoryStore } from "./memory_store.mjs";

const WANG = { id: 7, name: "王芳" };
const NOON = Date.parse("2026-07-08T12:00:00+08:00");
const LEDGER = {
  code: "parking_consents",
  label: "车位划定征求意见",
  signed: "住户签名",
  photos: true,
  fields: [
    { key: "house", kind: "text", required: true, default: "", choices: [] },
    { key: "answer", kind: "choice", required: true, default: "同意", choices: [{ value: "同意", text: "同意" }] },
    { key: "ways", kind: "choices", required: false, default: "", choices: [] },
  ],
};
const LISTS = { member: { unit: "330001" }, ledgers: [LEDGER] };

const file = () => new File([new Uint8Array([1, 2])], "signature.png", { type: "image/png" });
let made = 0;
const makePhoto = (one, about) => photoOf(one, { ...about, scale: async (blob) => blob, makeKey: () => `p${(made += 1)}` });

function desk(store) {
  const draft = { ...newDraft("record_visit", { person: WANG, now: NOON, makeKey: () => "k1" }), form: "visit" };
  return openDraft(draft, { store, makePhoto, smaller: async (photo) => photo, isNew: true });
}

test("a signature is kept beside the photos, and a new one takes its place", async () => {
  const store = memoryStore();
  const writing = await desk(store);
  await writing.sign(file());
  await writing.add([file()]);
  const first = writing.signature.id;

  await writing.sign(file());
  await writing.placePhotos({ lat: 31.3, lng: 120.6 });

  assert.notEqual(writing.signature.id, first);
  assert.equal(writing.photos.length, 1);
  assert.equal(writing.draft.count, 1);
  assert.equal(writing.signature.lat, null);
  assert.equal((await store.photosOf("k1")).filter((one) => one.signature).length, 1);

  await writing.remove(writing.signature.id);
  assert.equal(writing.signature, null);
});

test("what is sent names photos and signatures apart", () => {
  const act = { key: "k", act: "record_visit", data: {}, owner: 7 };
  const sent = wire(act, [{ id: "a", upload: { id: 1 } }, { id: "b", signature: true, upload: { id: 2 } }], NOON);

  assert.deepEqual([sent.uploads, sent.signatures, sent.data.photos.length], [[1], [2], 1]);
  assert.equal("signatures" in wire(act, [], NOON), false);
});

test("an entry opens with what its fields usually hold, and only while its ledger is there", async () => {
  const tools = { store: memoryStore(), makePhoto };
  const route = routeOf("#/entry/parking_consents");

  const opened = await deskFor(route, { acts: [], lists: LISTS, person: WANG, now: NOON, tools });
  assert.deepEqual(opened.draft.data, { ledger: "parking_consents", unit: "330001", values: { answer: "同意" } });
  assert.deepEqual([opened.draft.act, opened.draft.form, opened.draft.ledger.signed], ["record_entry", "entry", "住户签名"]);
  assert.equal(entryFor({ ledgers: [] }, "parking_consents"), null);
  assert.equal(entryFor(null, "parking_consents"), null);
});

test("what is required has to be there before it is sent", () => {
  assert.equal(entryLacks({ values: { answer: "同意", house: " " } }, LEDGER), "lacksFields");
  assert.equal(entryLacks({}, LEDGER), "lacksFields");
  assert.equal(entryLacks({ values: { answer: "同意", house: "5号" } }, LEDGER), "");
});

test("one choice takes the place of another, several stand in a row", () => {
  const [, one, many] = LEDGER.fields;
  assert.equal(tapped({ answer: "不同意" }, one, "同意").answer, "同意");
  assert.equal(tapped({ answer: "同意" }, one, "同意").answer, "");
  assert.equal(tapped(tapped({}, many, "甲"), many, "乙").ways, "甲、乙");
  assert.equal(tapped({ ways: "甲、乙" }, many, "甲").ways, "乙");
  assert.deepEqual(chosen(undefined, many), []);
});

test("strokes are measured in the pixels of the paper", () => {
  assert.equal(lengthOf([[{ x: 0, y: 0 }, { x: 3, y: 4 }], [{ x: 9, y: 9 }]]), 5);
  const place = pointOn({ left: 10, top: 20, width: 100, height: 50 }, { width: 1000, height: 500 }, { clientX: 60, clientY: 45 });
  assert.deepEqual(place, { x: 500, y: 250 });
});

/** A canvas that takes no pictures: it tells who listens, and where it is. */
function paper() {
  const heard = {};
  const none = () => {};
  const pen = { fillRect: none, beginPath: none, moveTo: none, lineTo: none, stroke: none, drawImage: none };
  const canvas = { width: 100, height: 100, getContext: () => pen, getBoundingClientRect: () => ({ left: 0, top: 0, width: 100, height: 100 }), addEventListener: (name, act) => (heard[name] = act) };
  const at = (name, clientX, clientY) => heard[name]({ clientX, clientY, preventDefault: none });
  return { canvas, at };
}

test("a slip of the finger is no signature, a name is, and clearing takes it back", () => {
  const { canvas, at } = paper();
  const told = [];
  const pad = signOn(canvas, (signed) => told.push(signed));

  at("pointermove", 5, 5);
  at("pointerup", 5, 5);
  at("pointerdown", 0, 0);
  at("pointermove", 10, 0);
  at("pointerup", 10, 0);
  at("pointerdown", 0, 0);
  at("pointermove", 90, 90);
  at("pointerup", 90, 90);
  pad.clear();

  assert.deepEqual(told, [false, true, false]);
});

test("a dot added to what was drawn before leaves it signed", () => {
  const { canvas, at } = paper();
  const told = [];
  signOn(canvas, (signed) => told.push(signed)).show({});

  at("pointerdown", 1, 1);
  at("pointerup", 1, 1);

  assert.deepEqual(told, [true]);
});

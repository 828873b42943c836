import assert from "node:assert/strict";
import { test } from "node:test";

import { asked, askedAt, doneAt, firstOpen, sheetLacks, tapped } from "../assets/ask.mjs";
import { deskFor, formOf } from "../assets/desks.mjs";
import { sendRound } from "../assets/queue.mjs";
import { routeOf } from "../assets/routes.mjs";
import { memoryStore } from "./memory_store.mjs";

const KNOW = { code: "know", number: 1, kind: "single", required: true, most: 0, options: [{ code: "yes" }, { code: "no" }] };
const WAYS = { code: "ways", number: 2, kind: "multiple", required: false, most: 2, options: [{ code: "a" }, { code: "b" }, { code: "c" }] };
const WORDS = { code: "words", number: 3, kind: "text", required: true, most: 0, options: [] };
const FORM = { audience: "residents", label: "居民", criteria: "18–65 岁", questions: [KNOW, WAYS, WORDS] };
const CELL = { id: 7, name: "桂苑", unit_name: "金桥", audience: "residents", target: 25, done: 3 };
const LISTS = { surveys: [{ id: 1, version: 9, title: "知晓率调查", forms: [FORM], cells: [CELL, { ...CELL, id: 8, audience: "gone" }] }], clock_ahead: 0 };
const PERSON = { id: 5, name: "王晓梅" };

test("a cell is asked only where the survey has its audience's questions", () => {
  assert.deepEqual(asked(LISTS).map(({ cell }) => cell.id), [7]);
  assert.equal(askedAt(LISTS, "7").survey.version, 9);
  assert.equal(askedAt(LISTS, "8"), null);
  assert.deepEqual(asked(null), []);
});

test("what this phone took counts until the server has counted it", () => {
  const sheet = (state, at, cell = 7) => ({ act: "survey_sheet", state, data: { cell }, result: at ? { at } : null });
  const acts = [sheet("waiting"), sheet("draft"), sheet("refused"), sheet("accepted", 50), sheet("accepted", 150), sheet("waiting", 0, 8), { act: "report_case", state: "waiting", data: {} }];

  assert.equal(doneAt(CELL, acts, 100), 5);
});

test("one tap answers, another answer takes its place, and the same tap takes it back", () => {
  const yes = tapped({}, KNOW, "yes");

  assert.deepEqual(yes, { know: ["yes"] });
  assert.deepEqual(tapped(yes, KNOW, "no"), { know: ["no"] });
  assert.deepEqual(tapped(yes, KNOW, "yes"), { know: [] });
});

test("of several options no more than the most are chosen", () => {
  const two = tapped(tapped({}, WAYS, "a"), WAYS, "b");

  assert.deepEqual(two, { ways: ["a", "b"] });
  assert.deepEqual(tapped(two, WAYS, "c"), two);
  assert.deepEqual(tapped(two, WAYS, "a"), { ways: ["b"] });
  assert.deepEqual(tapped(two, { ...WAYS, most: 0 }, "c"), { ways: ["a", "b", "c"] });
});

test("a sheet says what it lacks: whom, then which answers", () => {
  const words = { know: ["yes"], words: "路灯不亮" };

  assert.equal(sheetLacks({ answers: words }, FORM), "lacksFit");
  assert.equal(sheetLacks({ fits: true, answers: {} }, FORM), "lacksAnswers");
  assert.equal(sheetLacks({ fits: true }, FORM), "lacksAnswers");
  assert.equal(sheetLacks({ fits: true, answers: words }, FORM), "");
  assert.equal(sheetLacks({ answers: words }, { ...FORM, criteria: "" }), "");
  assert.equal(firstOpen(FORM, { know: ["yes"], words: "  " }).code, "words");
});

test("an address opens a sheet of its cell, and the unfinished one comes back", async () => {
  const store = memoryStore();
  const tools = { store };
  const route = routeOf("#/ask/7");
  const open = (acts) => deskFor(route, { acts, lists: LISTS, person: PERSON, now: 1_000, tools });
  const desk = await open([]);
  await desk.setData({ answers: { know: ["yes"] } });
  const again = await open(await store.acts(5));

  assert.deepEqual([formOf(route), desk.draft.act, desk.draft.data.version, desk.draft.data.cell], ["ask", "survey_sheet", 9, 7]);
  assert.deepEqual(again.draft.data.answers, { know: ["yes"] });
  assert.equal(routeOf("#/ask").name, "asks");
  assert.equal(await deskFor(routeOf("#/ask/99"), { acts: [], lists: LISTS, person: PERSON, now: 1, tools }), null);
});

test("a sheet goes out once under its own key, and a refused one can be changed", async () => {
  const store = memoryStore();
  const sheet = (id) => ({ id, key: id, owner: 5, act: "survey_sheet", form: "ask", state: "waiting", subject: "cell:7", data: { version: 9, cell: 7, channel: "interview", answers: { know: ["yes"] }, fits: true }, done_at: "2026-07-08T10:00:00+08:00", next_at: 0, tries: 0 });
  await store.putAct(sheet("k1"));
  await store.putAct(sheet("k2"));
  const seen = [];
  const net = async (path, { json } = {}) => {
    seen.push(json.key);
    if (json.key === "k1") return { status: 422, json: { code: "refused", message: "这份问卷已经结束" }, redirected: false, header: () => "" };
    return { status: 200, json: { key: json.key, result: { kind: "surveys.sheet", id: json.key, title: "一份问卷", url: "" } }, redirected: false, header: () => "" };
  };

  const told = await sendRound({ store, net, owner: 5, now: () => 5_000 });
  const states = (await store.acts(5)).map((act) => [act.id, act.state]);

  assert.deepEqual([told.sent, told.refused], [1, 1]);
  assert.deepEqual(seen, ["k1", "k2"]);
  assert.deepEqual(states, [["k1", "refused"], ["k2", "accepted"]]);
});

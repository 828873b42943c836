import assert from "node:assert/strict";
import { test } from "node:test";

import { deskFor } from "../assets/desks.mjs";
import { counted, said, scored, sheetLacks, sheetsInOrder, sheetsLeft } from "../assets/mock.mjs";
import { wire } from "../assets/queue.mjs";
import { routeOf } from "../assets/routes.mjs";

const DRAIN = { code: "drain", text: "排水通畅" };
const LAMPS = { code: "lamps", text: "路灯亮" };
const sheet = (id, order, round = "第一轮") => ({ id, order, round, name: `巷${id}`, checks: [DRAIN, LAMPS] });

test("the route is kept, and what was scored here stands last", () => {
  const acts = [
    { subject: "mock:1", state: "waiting" },
    { subject: "mock:2", state: "draft" },
    { subject: "mock:3", state: "refused" },
    { subject: "mock:4", state: "accepted" },
  ];
  const found = sheetsInOrder([sheet(4, 1), sheet(1, 2), sheet(3, 4), sheet(2, 3)], acts);

  assert.deepEqual(found.map((one) => [one.id, one.state]), [[2, ""], [3, "refused"], [4, "accepted"], [1, "waiting"]]);
  assert.equal(sheetsLeft([sheet(1, 1), sheet(2, 2), sheet(3, 3)], acts), 2);
  assert.equal(sheetsLeft([], acts), 0);
});

test("a later round comes after an earlier one, and the same order by number", () => {
  const found = sheetsInOrder([sheet(9, 1, "乙轮"), sheet(8, 1, "甲轮"), sheet(7, 1, "甲轮")], []);

  assert.deepEqual(found.map((one) => one.id), [7, 8, 9]);
});

test("a mark is changed, what was counted stays, a photo goes when nothing failed", () => {
  let data = scored({ spot: 1 }, DRAIN, "no");
  data = said(data, "drain", { number: 5, note: "井盖缺失" });
  data = { ...data, findings: [{ item: "drain", photos: ["p1"] }] };

  assert.deepEqual(scored(data, DRAIN, "no").findings, [{ item: "drain", photos: ["p1"] }]);
  data = scored(data, DRAIN, "yes");

  assert.deepEqual(data, { spot: 1, items: [{ number: 5, note: "井盖缺失", code: "drain", mark: "yes" }], findings: [] });
});

test("a sheet can be sent when every check is marked", () => {
  const one = scored({}, DRAIN, "na");

  assert.equal(sheetLacks({}, [DRAIN]), "lacksItems");
  assert.equal(sheetLacks(one, [DRAIN, LAMPS]), "lacksItems");
  assert.equal(sheetLacks(scored(one, LAMPS, "yes"), [DRAIN, LAMPS]), "");
});

test("a number is whole and short, all else is none", () => {
  assert.deepEqual(["5", " 12 ", "0", "", "-1", "1.5", "五", "1234567"].map(counted), [5, 12, 0, null, null, null, null, null]);
});

test("the addresses of the list and of a sheet", () => {
  assert.deepEqual(routeOf("#/mock"), { name: "mock", place: "patrol" });
  assert.deepEqual(routeOf("#/mock/7"), { name: "sheet", place: "patrol", id: "7" });
});

test("a sheet's desk names the spot and keeps its checks; a strange number opens none", async () => {
  const store = { putAct: async () => {}, photosOf: async () => [], act: async () => null };
  const given = { acts: [], lists: { mock: [sheet(7, 1)] }, person: { id: 1, name: "陈" }, now: 0, tools: { store } };

  const { draft } = await deskFor({ name: "sheet", id: "7" }, given);

  assert.equal(draft.act, "mock_sheet");
  assert.equal(draft.form, "sheet");
  assert.equal(draft.subject, "mock:7");
  assert.deepEqual(draft.data, { spot: 7, items: [], findings: [] });
  assert.deepEqual(draft.checks, [DRAIN, LAMPS]);
  assert.equal(await deskFor({ name: "sheet", id: "8" }, given), null);
});

test("what goes over the wire: marks as they are, photos as uploads of their check", () => {
  const data = { spot: 7, items: [{ code: "drain", mark: "no", number: 2, note: "" }], findings: [{ item: "drain", photos: ["p1", "gone"] }] };
  const photos = [{ id: "p1", upload: { id: 31 } }];

  const sent = wire({ key: "k", act: "mock_sheet", data, done_at: "x", owner: 1 }, photos, 0);

  assert.deepEqual(sent.data.items, data.items);
  assert.deepEqual(sent.data.findings, [{ item: "drain", uploads: [31] }]);
});

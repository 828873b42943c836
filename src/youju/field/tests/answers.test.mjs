import assert from "node:assert/strict";
import { test } from "node:test";

import { endsRound, Verdict, verdictOf, verdictOnAct } from "../assets/answers.mjs";

const KEY = "0197e000-0000-7000-8000-000000000001";
const told = { code: "refused", field: null, message: "说得出理由" };
// what came back for an act → what that means. Typed by hand; a new row before a new rule.
const TABLE = [
  ["nobody answered", null, "offline"],
  ["200 with the act's key", { status: 200, json: { key: KEY, result: {} } }, "accepted"],
  ["200 with another key", { status: 200, json: { key: "other" } }, "stray"],
  ["200 without a key", { status: 200, json: { ok: true } }, "stray"],
  ["201 with the key", { status: 201, json: { key: KEY } }, "stray"],
  ["200 and a page: a captive portal", { status: 200, json: null }, "stray"],
  ["a redirect the browser hid", { status: 0, json: null, redirected: true }, "stray"],
  ["302 to a sign-in page", { status: 302, json: null, redirected: true }, "stray"],
  ["200 with the key, but after a redirect", { status: 200, json: { key: KEY }, redirected: true }, "stray"],
  ["204", { status: 204, json: null }, "stray"],
  ["401 of our server", { status: 401, json: told }, "sign_in"],
  ["401 of a proxy", { status: 401, json: null }, "stray"],
  ["403: the page's token is old", { status: 403, json: { code: "csrf", message: "页面已过期" } }, "sign_in"],
  ["403 that says nothing", { status: 403, json: { detail: "CSRF check Failed" } }, "sign_in"],
  ["403: the post is gone today", { status: 403, json: { code: "no_post", message: "今天没有岗位" } }, "sign_in"],
  ["403 of a rule", { status: 403, json: { code: "forbidden", message: "不归你办" } }, "refused"],
  ["403 and a page", { status: 403, json: null }, "stray"],
  ["422 of a rule", { status: 422, json: told }, "refused"],
  ["422 without a reason", { status: 422, json: {} }, "stray"],
  ["422 and a page", { status: 422, json: null }, "stray"],
  ["404 of our server", { status: 404, json: told }, "refused"],
  ["404 and a page", { status: 404, json: null }, "stray"],
  ["409 with a reason", { status: 409, json: told }, "refused"],
  ["413 too large", { status: 413, json: told }, "refused"],
  ["400: it came in pieces", { status: 400, json: told }, "busy"],
  ["408", { status: 408, json: null }, "busy"],
  ["429", { status: 429, json: told }, "busy"],
  ["500", { status: 500, json: null }, "busy"],
  ["502 of a proxy", { status: 502, json: null }, "busy"],
  ["503 with JSON", { status: 503, json: told }, "busy"],
];

for (const [what, answer, expected] of TABLE) {
  test(`an act meets ${what}: ${expected}`, () => {
    assert.equal(verdictOnAct(answer, KEY), expected);
  });
}

test("any 2xx JSON of our server will do for parts of photos", () => {
  assert.equal(verdictOf({ status: 201, json: { id: 1, offset: 0 } }), Verdict.ACCEPTED);
});

test("a round ends where no other act would get through", () => {
  const ends = Object.values(Verdict).filter(endsRound);

  assert.deepEqual(ends, ["sign_in", "stray", "offline"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { setUpHtmx } from "../assets/htmx_setup.mjs";

function page() {
  const heard = {};
  return {
    heard,
    documentElement: { lang: "zh-CN" },
    addEventListener: (name, act) => (heard[name] = act),
    querySelector: () => ({ content: "token" }),
    getElementById: () => null,
    createElement: () => ({}),
  };
}

test("writing requests carry the token, reading ones do not", () => {
  const doc = page();
  const htmx = { config: {} };
  setUpHtmx(htmx, doc);
  const post = { detail: { verb: "post", headers: {} } };
  const get = { detail: { verb: "get", headers: {} } };

  doc.heard["htmx:configRequest"](post);
  doc.heard["htmx:configRequest"](get);

  assert.equal(post.detail.headers["X-CSRFToken"], "token");
  assert.deepEqual(get.detail.headers, {});
  assert.equal(htmx.config.selfRequestsOnly, true);
});

test("what waits is busy and shows the shape of what comes", () => {
  const doc = page();
  setUpHtmx({ config: {} }, doc);
  let lines = [];
  const marks = {};
  const target = {
    setAttribute: (name, value) => (marks[name] = value),
    removeAttribute: (name) => delete marks[name],
    replaceChildren: (...shown) => (lines = shown),
  };
  const detail = { target, elt: { closest: () => ({ dataset: { shape: "3" } }) } };

  doc.heard["htmx:beforeRequest"]({ detail });
  assert.equal(marks["aria-busy"], "true");
  assert.deepEqual(lines.map((line) => line.className), ["shape", "shape", "shape short"]);

  doc.heard["htmx:afterRequest"]({ detail });
  assert.deepEqual(marks, {});
});

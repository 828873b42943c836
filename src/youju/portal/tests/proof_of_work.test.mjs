import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { challenge } from "../static/portal/challenge.mjs";
import { leadingZeros, sha256, solve } from "../static/portal/proof_of_work.mjs";

const hex = (state) => [...state].map((n) => (n >>> 0).toString(16).padStart(8, "0")).join("");

test("the hash is SHA-256, for texts around the length of a block", () => {
  for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 300]) {
    const text = "a".repeat(length);
    assert.equal(hex(sha256(text)), createHash("sha256").update(text).digest("hex"), `${length}`);
  }
});

test("the work that is found has as many zero bits as were asked for", () => {
  const token = `report.12.1795000000.${"5a".repeat(16)}.${"c3".repeat(16)}`;
  const work = solve(token, 12);
  assert.ok(leadingZeros(sha256(`${token}:${work}`)) >= 12);
  for (let n = 0; n < Number(work); n += 1) assert.ok(leadingZeros(sha256(`${token}:${n}`)) < 12);
});

/** A form with just what the script touches. */
function madeForm() {
  const form = new EventTarget();
  form.dataset = { bits: "12", worker: "/w.mjs" };
  form.elements = { token: { value: "t" }, work: { value: "" } };
  form.parts = { "[data-sum]": { hidden: false }, "[data-busy]": { hidden: true } };
  form.querySelector = (what) => form.parts[what];
  form.sent = 0;
  form.requestSubmit = () => { form.sent += 1; };
  return form;
}

function madeWorker() {
  const worker = new EventTarget();
  worker.postMessage = (asked) => { worker.asked = asked; };
  worker.terminate = () => {};
  return worker;
}

test("a form that is sent before the work is done waits for it", () => {
  const form = madeForm();
  const worker = madeWorker();
  challenge(form, () => worker);
  assert.deepEqual(worker.asked, { token: "t", bits: 12 });
  assert.equal(form.parts["[data-sum]"].hidden, true);

  const event = new Event("submit", { cancelable: true });
  form.dispatchEvent(event);
  assert.ok(event.defaultPrevented);
  assert.equal(form.parts["[data-busy]"].hidden, false);
  worker.dispatchEvent(Object.assign(new Event("message"), { data: "77" }));

  assert.equal(form.elements.work.value, "77");
  assert.equal(form.sent, 1);
});

test("where no worker runs, the sum stays and the form is sent as it is", () => {
  const form = madeForm();
  challenge(form, () => { throw new Error("no workers here"); });
  assert.equal(form.parts["[data-sum]"].hidden, false);

  const event = new Event("submit", { cancelable: true });
  form.dispatchEvent(event);
  assert.ok(!event.defaultPrevented);
});

test("a worker that fails brings the sum back", () => {
  const form = madeForm();
  const worker = madeWorker();
  challenge(form, () => worker);
  worker.dispatchEvent(new Event("error"));
  assert.equal(form.parts["[data-sum]"].hidden, false);
});

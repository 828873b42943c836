import assert from "node:assert/strict";
import { test } from "node:test";

import { LOCK, makeSender } from "../assets/sender.mjs";
import { clockAhead, forgetPerson, refresh, remembered } from "../assets/start.mjs";
import { fakeServer, waiting } from "./fake_server.mjs";
import { memoryStore } from "./memory_store.mjs";

const NOON = Date.parse("2026-07-08T12:00:00+08:00");

/** Web Locks as two tabs of one browser share them. */
function sharedLocks() {
  let last = Promise.resolve();
  return {
    request(name, work) {
      assert.equal(name, LOCK);
      const mine = last.then(work);
      last = mine.catch(() => {});
      return mine;
    },
  };
}

function tab(store, server, locks) {
  const timers = [];
  const sender = makeSender({ store, net: server.net, locks, now: () => NOON, after: (work, ms) => timers.push(ms), random: () => 0.5 });
  return { ...sender, timers };
}

test("the same queue in two tabs is sent by one at a time, and counts once", async () => {
  const store = memoryStore();
  for (const id of ["1", "2", "3"]) await store.putAct(waiting(id));
  const server = fakeServer();
  const locks = sharedLocks();

  await Promise.all([tab(store, server, locks).send(), tab(store, server, locks).send()]);

  assert.equal(server.acts.size, 3);
  assert.equal(server.asked.filter((one) => one === "POST /acts").length, 3);
});

test("without locks the key alone makes each act count once", async () => {
  const store = memoryStore();
  for (const id of ["1", "2", "3"]) await store.putAct(waiting(id));
  const server = fakeServer();

  await Promise.all([tab(store, server).send(), tab(store, server).send()]);

  assert.equal(server.acts.size, 3);
  assert.deepEqual((await store.acts(7)).map((act) => act.state), ["accepted", "accepted", "accepted"]);
});

test("an act that comes while a round is under way is sent by the next", async () => {
  const store = memoryStore();
  await store.putAct(waiting("1"));
  let one;
  const more = [];
  const server = fakeServer({
    trouble: (path, method, count) => {
      if (count === 2) more.push(store.putAct(waiting("2")).then(() => Promise.all([one.send(), one.send()])));
      return undefined;
    },
  });
  one = tab(store, server, sharedLocks());

  await one.send();
  await Promise.all(more);

  assert.deepEqual(server.asked, ["GET /phone/start", "POST /acts", "GET /phone/start", "POST /acts"]);
  assert.equal(server.acts.size, 2);
});

test("somebody else is signed in: the queue of the first is neither sent nor theirs", async () => {
  const store = memoryStore();
  await store.putAct(waiting("1"));
  const server = fakeServer({ person: { id: 8, name: "李强" } });

  const told = await tab(store, server).send();

  assert.equal(told.start.person.id, 8);
  assert.equal(server.acts.size, 0);
  assert.deepEqual(await store.acts(8), []);
  assert.deepEqual(await store.others(8), [{ name: "王芳", count: 1 }]);

  server.person = { id: 7, name: "王芳" };
  await tab(store, server).send();
  assert.equal(server.acts.size, 1);
});

test("the person changes between the look and the act: the server refuses, the act is kept", async () => {
  const store = memoryStore();
  await store.putAct(waiting("1"));
  const server = fakeServer({
    trouble: (path) => {
      if (path.endsWith("/acts")) server.person = { id: 8, name: "李强" };
      return undefined;
    },
  });

  const told = await tab(store, server).send();

  assert.equal(told.stopped, "sign_in");
  assert.equal((await store.act("1")).state, "waiting");
});

for (const [what, answer, stopped] of [
  ["no network", "cut", "offline"],
  ["a captive portal", { status: 200, json: null, redirected: false, header: () => "" }, "stray"],
  ["a server in trouble", { status: 500, json: null, redirected: false, header: () => "" }, "busy"],
  ["JSON of somebody else", { status: 200, json: { a: 1 }, redirected: false, header: () => "" }, "stray"],
]) {
  test(`before a round there is ${what}: nothing is sent, and it is tried again soon, at last every minute`, async () => {
    const store = memoryStore();
    await store.putAct(waiting("1"));
    const one = tab(store, fakeServer({ trouble: () => answer }));

    const told = await one.send();

    assert.equal(told.stopped, stopped);
    for (let n = 0; n < 5; n += 1) await one.send();
    assert.deepEqual(one.timers, [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });
}

test("signed out: the lists of the last person stay usable, their queue stays", async () => {
  const store = memoryStore();
  const server = fakeServer();
  await refresh({ store, net: server.net, now: () => NOON });
  server.person = null;

  const start = await refresh({ store, net: server.net, now: () => NOON });

  assert.deepEqual([start.verdict, start.person], ["sign_in", null]);
  assert.equal((await remembered(store)).person.name, "王芳");
});

test("an unchanged answer names nobody new and keeps the lists", async () => {
  const store = memoryStore();
  const server = fakeServer();
  await refresh({ store, net: server.net, now: () => NOON });

  const again = await refresh({ store, net: server.net, now: () => NOON + 1000 });

  assert.deepEqual([again.changed, again.person.id], [false, 7]);
  assert.equal((await remembered(store)).lists.at, NOON + 1000);
});

test("signing out for good takes the person and their lists off the phone", async () => {
  const store = memoryStore();
  await refresh({ store, net: fakeServer().net });
  await store.putAct(waiting("1"));

  await forgetPerson(store);

  assert.equal(await remembered(store), null);
  assert.equal(await store.get("start:7"), undefined);
  assert.equal((await store.acts(7)).length, 1);
});

test("the phone's clock is compared with the server's", () => {
  assert.equal(clockAhead("2026-07-08T12:00:00+08:00", NOON + 420_000), 420);
  assert.equal(clockAhead("2026-07-08T12:00:00+08:00", NOON - 1_600), -2);
  assert.equal(clockAhead("", NOON), null);
});

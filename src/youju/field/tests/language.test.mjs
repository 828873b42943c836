import assert from "node:assert/strict";
import { test } from "node:test";

import { queueActs } from "../assets/queue_acts.mjs";

/** A phone in `lang` whose server gives `answer`; `done` tells what happened, in order. */
function phone(lang, answer) {
  const done = [];
  const kept = ["youju-phone-1", "youju-phone-2", "other"];
  const win = {
    document: { documentElement: { lang } },
    caches: { keys: async () => kept, delete: async (name) => done.push(name) },
    location: { reload: () => done.push("reload") },
  };
  const net = async (path, { method, form }) => {
    done.push(`${method} ${path} ${form.language}`);
    return answer;
  };
  const t = { failed: "failed", languageOffline: "offline" };
  const acts = queueActs({ say: (text) => done.push(text) }, { root: { dataset: { language: "/language/" } }, net, t, win });
  return { acts, done };
}

test("the other language is chosen, and the kept page is dropped", async () => {
  for (const [lang, other] of [["zh-CN", "en"], ["en", "zh-hans"]]) {
    const { acts, done } = phone(lang, { redirected: true });
    await acts.speak();
    assert.deepEqual(done, [`POST /language/ ${other}`, "youju-phone-1", "youju-phone-2", "reload"]);
  }
});

test("without a network or with a refusal the page stays", async () => {
  for (const [answer, said] of [[null, "offline"], [{ redirected: false }, "failed"]]) {
    const { acts, done } = phone("zh-CN", answer);
    await acts.speak();
    assert.deepEqual(done, ["POST /language/ en", said]);
  }
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { textsIn } from "../assets/texts.mjs";
import { EN } from "../assets/texts_en.mjs";

const ASSETS = new URL("../assets/", import.meta.url);
const sources = readdirSync(ASSETS, { recursive: true })
  .filter((name) => /\.m?js$/.test(name) && !name.includes("texts"))
  .map((name) => readFileSync(new URL(name, ASSETS), "utf8"));

test("every word a screen asks for is there, in both languages", () => {
  const zh = textsIn("zh-CN");
  const asked = new Set(sources.flatMap((text) => [...text.matchAll(/\bt\.(\w+)/g)].map((found) => found[1])));
  asked.delete("objectStore");

  assert.deepEqual([...asked].filter((name) => zh[name] === undefined), []);
  assert.deepEqual(Object.keys(zh).filter((name) => EN[name] === undefined), []);
});

test("no screen speaks by itself", () => {
  const spoken = sources.flatMap((text) => text.split("\n").filter((line) => /["'`][^"'`]*[\u3400-\u9fff]/.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line)));

  assert.deepEqual(spoken, []);
});

test("an unknown language is spoken to in Chinese", () => {
  assert.equal(textsIn("fr").mine, "我的");
  assert.equal(textsIn("en").mine, "Mine");
});

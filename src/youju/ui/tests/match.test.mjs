import assert from "node:assert/strict";
import { test } from "node:test";

import { matches, ranked } from "../assets/match.mjs";

const GUIYUAN = "桂苑小区 gui yuan xiao qu";

test("characters, pinyin and initials find", () => {
  for (const typed of ["桂苑", "苑小", "guiyuan", "gui yuan", "yuanxiao", "gyxq", "gy", "ＧＹ", ""]) {
    assert.equal(matches(typed, GUIYUAN), true, typed);
  }
});

test("what is not there does not", () => {
  for (const typed of ["柳荫", "yxq2", "苑桂", "qg"]) assert.equal(matches(typed, GUIYUAN), false, typed);
});

test("choices that begin with what was typed come first", () => {
  const choices = [{ label: "东桥社区", find: "东桥社区" }, { label: "桥头社区", find: "桥头社区" }];

  assert.deepEqual(ranked("桥", choices).map((one) => one.label), ["桥头社区", "东桥社区"]);
});

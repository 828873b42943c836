import assert from "node:assert/strict";
import { test } from "node:test";

import { bareName, readBlock, underHeads, withoutTail } from "../assets/sheet_paste.mjs";

test("a block has cells between tabs and rows between line ends", () => {
  assert.deepEqual(readBlock("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
  assert.deepEqual(readBlock("a\tb\nc\t"), [["a", "b"], ["c", ""]]);
  assert.deepEqual(readBlock(" 3 "), [["3"]]);
  assert.deepEqual(readBlock(""), []);
});

test("an empty row in the middle stays, so that rows below keep their place", () => {
  assert.deepEqual(readBlock("a\n\nb\n"), [["a"], [""], ["b"]]);
});

test("quotes hold line ends, tabs and quotes of their own", () => {
  assert.deepEqual(readBlock('"柳荫里\n桂苑"\t"说""好"""\n2\t3'), [["柳荫里 桂苑", '说"好"'], ["2", "3"]]);
  assert.deepEqual(readBlock('“七一”清洁日\t5"管'), [["“七一”清洁日", '5"管']]);
});

test("a column is known without its unit", () => {
  assert.equal(bareName("参加（人次）"), "参加");
  assert.equal(bareName("垃圾 (车)"), "垃圾");
  assert.equal(bareName("日期必填"), "日期");
});

test("a head in the block puts its cells under the grid's columns", () => {
  const labels = ["日期", "行动", "参加（人次）", "垃圾（车）"];
  const block = [["行动", "日期", "备注", "垃圾（车）"], ["清河", "7-1", "晴", "3"]];

  assert.deepEqual(underHeads(block, labels), {
    rows: [["7-1", "清河", "", "3"]],
    known: 3,
    leftOut: ["备注"],
  });
});

test("a first row of values is no head", () => {
  const labels = ["日期", "行动", "地点"];

  assert.equal(underHeads([["7-1", "清河", "柳荫里"]], labels), null);
  assert.equal(underHeads([["日期", "清河", "柳荫里"]], labels), null);
  assert.equal(underHeads([["日期", "行动", "甲", "乙", "丙"]], labels), null);
  assert.equal(underHeads([], labels), null);
});

test("empty rows at the end are not sent", () => {
  assert.deepEqual(withoutTail([["a", ""], ["", ""], ["b", ""], ["", ""]]), [["a", ""], ["", ""], ["b", ""]]);
  assert.deepEqual(withoutTail([["", ""]]), []);
});

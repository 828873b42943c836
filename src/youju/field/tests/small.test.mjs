import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { waitAfter } from "../assets/backoff.mjs";
import { readExif } from "../assets/exif.mjs";
import { withExif } from "../assets/exif_write.mjs";
import { exported } from "../assets/export.mjs";
import { choosable, found, usual, withChosen } from "../assets/kinds.mjs";
import { cookieOf, makeNet, wishedWait } from "../assets/net.mjs";
import { fitted, photoOf, sha256, smaller, stamped } from "../assets/photo.mjs";
import { metres, nearest, whereAmI } from "../assets/position.mjs";
import { takeOver } from "../assets/early.mjs";
import { answerFor, isGenuine, oldCaches, takeIn } from "../assets/shell_cache.mjs";
import { shortDay, shortTime } from "../assets/times.mjs";
import { found as said, checklistFor, marked, placesInOrder, restInOrder, visitLacks } from "../assets/visit.mjs";
import { askForSync, isOurs, wakeUps } from "../assets/wake.mjs";
import { crc32, zipped } from "../assets/zip.mjs";
import { installOffer } from "../assets/install.mjs";
import { photo, waiting } from "./fake_server.mjs";
import { memoryStore } from "./memory_store.mjs";

const response = (status, body, headers = {}, more = {}) => ({ status, ok: status >= 200 && status < 300, type: "basic", redirected: false, headers: new Headers(headers), json: async () => JSON.parse(body), ...more });
const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };

test("the network is asked without following redirects, with the token of this moment", async () => {
  const seen = [];
  const ask = makeNet({ fetch: async (path, options) => (seen.push(options), response(200, '{"a":1}', JSON_TYPE)), token: async () => "t0" });

  const answer = await ask("/api/v1/acts", { method: "POST", json: { key: 1 } });
  await ask("/x", { method: "PATCH", bytes: new ArrayBuffer(2) });
  await ask("/x");

  assert.deepEqual(answer.json, { a: 1 });
  assert.deepEqual(seen.map((one) => [one.redirect, one.headers["X-CSRFToken"], one.headers["Content-Type"]]), [["manual", "t0", "application/json"], ["manual", "t0", "application/offset+octet-stream"], ["manual", undefined, undefined]]);
});

// what fetch gives → what the app is told
const FETCHED = [
  ["a page", response(200, "<html>", { "Content-Type": "text/html" }), { status: 200, json: null, redirected: false }],
  ["a hidden redirect", response(0, "", {}, { type: "opaqueredirect" }), { status: 0, json: null, redirected: true }],
  ["a redirect", response(302, "{}", JSON_TYPE), { status: 302, json: null, redirected: true }],
  ["what came after a redirect", response(200, "{}", JSON_TYPE, { redirected: true }), { status: 200, json: null, redirected: true }],
  ["unchanged", response(304, "", JSON_TYPE), { status: 304, json: null, redirected: false }],
  ["a number", response(200, "7", JSON_TYPE), { status: 200, json: null, redirected: false }],
];

for (const [what, given, expected] of FETCHED) {
  test(`the network gives ${what}`, async () => {
    const { header: _header, ...told } = await makeNet({ fetch: async () => given, token: () => "" })("/x");
    assert.deepEqual(told, expected);
  });
}

test("no answer, half an answer and no answer in time are none", async () => {
  const cut = makeNet({ fetch: () => Promise.reject(new TypeError("failed")), token: () => "" });
  const half = makeNet({ fetch: async () => response(200, '{"key":', JSON_TYPE), token: () => "" });
  const slow = makeNet({ fetch: (path, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", reject)), token: () => "", patience: 1 });

  assert.deepEqual([await cut("/x"), await half("/x"), await slow("/x")], [null, null, null]);
});

test("cookies and the wish to be left alone are read", () => {
  assert.equal(cookieOf("theme=dark; csrftoken=a%3Db", "csrftoken"), "a=b");
  assert.equal(cookieOf("", "csrftoken"), "");
  assert.equal(wishedWait({ header: () => "90" }), 90_000);
  assert.equal(wishedWait({ header: () => "Wed, 08 Jul 2026" }), 0);
  assert.equal(wishedWait(null), 0);
});

test("waits double up to a quarter of an hour, spread a little", () => {
  assert.deepEqual([1, 2, 3, 9, 99].map((tries) => waitAfter(tries, 0, () => 0.5)), [5_000, 10_000, 20_000, 900_000, 900_000]);
  assert.deepEqual([waitAfter(1, 0, () => 0), waitAfter(1, 0, () => 1), waitAfter(1, 60_000, () => 0)], [4_000, 6_000, 60_000]);
});

const KINDS = [
  { code: "dirt", name: "市容环境", parent: "", pinyin: "shi rong huan jing" },
  { code: "rubbish", name: "暴露垃圾", parent: "dirt", pinyin: "bao lu la ji" },
  { code: "ads", name: "小广告", parent: "dirt", pinyin: "xiao guang gao" },
  { code: "lamp", name: "路灯", parent: "", pinyin: "lu deng" },
  { code: "s0613", name: "调查询问", parent: "", pinyin: "" },
];

test("buttons show the own habit first, then the unit's, and always the chosen kind", () => {
  const codes = (kinds) => kinds.map((kind) => kind.code);

  assert.deepEqual(codes(choosable(KINDS)), ["rubbish", "ads", "lamp"]);
  assert.deepEqual(codes(usual(KINDS, { used: { lamp: 2, gone: 9 }, common: ["ads"], shown: 2 })), ["lamp", "ads"]);
  assert.deepEqual(codes(usual(KINDS, { shown: 2 })), ["rubbish", "ads"]);
  assert.deepEqual(codes(usual([...KINDS, { code: "s0301", name: "机动车乱停放", parent: "dirt" }], { common: ["lamp"], shown: 3 })), ["lamp", "s0301", "rubbish"]);
  assert.deepEqual(codes(withChosen(usual(KINDS, { shown: 2 }), KINDS, "lamp")), ["lamp", "rubbish"]);
  assert.deepEqual(codes(withChosen(usual(KINDS, { shown: 2 }), KINDS, "ads")), ["rubbish", "ads"]);
  assert.deepEqual(codes(withChosen([], KINDS, undefined)), []);
});

test("a kind is found by characters, pinyin, initials and its group", () => {
  for (const [typed, expected] of [["广告", ["ads"]], ["bllj", ["rubbish"]], ["ludeng", ["lamp"]], ["市容", ["rubbish", "ads"]], ["没有", []]]) {
    assert.deepEqual(found(typed, KINDS).map((kind) => kind.code), expected, typed);
  }
});

const LIST = { code: "market", items: [{ code: "a", text: "地面干净", case_kind: "rubbish" }, { code: "b", text: "证照齐全", case_kind: "" }] };

test("a fault on the checklist is a finding; put right again it is none", () => {
  let data = marked({ place: 3 }, LIST.items[0], false);
  assert.deepEqual(data.findings, [{ item: "a", kind: "rubbish", description: "", photos: [] }]);
  assert.equal(visitLacks(data, LIST), "lacksItems");

  data = marked(said(data, "a", { description: "一滩水" }), LIST.items[0], false); // tapped twice
  assert.deepEqual(data.findings.map((one) => one.description), ["一滩水"]);
  data = restInOrder(data, LIST);
  assert.deepEqual(data.items, [{ code: "a", ok: false, note: "" }, { code: "b", ok: true, note: "" }]);
  assert.equal(visitLacks(data, LIST), "");

  data = marked(data, LIST.items[1], false);
  assert.equal(visitLacks(data, LIST), "lacksKind");
  assert.deepEqual(marked(data, LIST.items[1], true).findings.map((one) => one.item), ["a"]);
  assert.equal(visitLacks({}, LIST), "lacksItems");
});

test("a place without a checklist asks one open question", () => {
  assert.equal(checklistFor({ checklist: "market" }, [LIST], "?"), LIST);
  assert.deepEqual(checklistFor({ checklist: "" }, [LIST], "有没有问题").items, [{ code: "", text: "有没有问题", case_kind: "" }]);
});

test("places due come first, then the near ones", () => {
  const places = [{ name: "甲", lat: 30, lng: 104 }, { name: "乙", lat: 30.001, lng: 104 }, { name: "丙", due: "2026-07-08" }, { name: "丁" }];
  const names = (options) => placesInOrder(places, options).map((place) => place.name);

  assert.deepEqual(names({ position: { lat: 30.002, lng: 104 }, away: metres }), ["丙", "乙", "甲", "丁"]);
  assert.equal(names({})[0], "丙");
  assert.deepEqual(names({ typed: "乙", matches: (typed, text) => text.includes(typed) }), ["乙"]);
});

test("positions: distance, the nearest place, and why there is none", async () => {
  const here = { lat: 30, lng: 104 };
  const place = { name: "金桥菜市场", lat: 30.0003, lng: 104 };

  assert.equal(Math.round(metres(here, { lat: 30, lng: 104.001 })), 96);
  assert.deepEqual(nearest(here, [{ name: "远", lat: 30.1, lng: 104 }, { name: "无" }, place]), { place, away: 33 });
  assert.equal(nearest(here, []), null);
  const asked = (answer) => whereAmI({ getCurrentPosition: answer });
  assert.deepEqual(await asked((ok) => ok({ coords: { latitude: 30.12345678, longitude: 104.5, accuracy: 8.4 } })), { lat: 30.123457, lng: 104.5, accuracy: 8 });
  assert.deepEqual(await asked((_, no) => no({ code: 1 })), { missing: "denied" });
  assert.deepEqual(await asked((_, no) => no({ code: 3 })), { missing: "lost" });
  assert.deepEqual(await whereAmI(undefined), { missing: "none" });
});

/** A JPEG with EXIF, little or big endian: taken 2026-07-08 09:26:11 at 30.5 N 104.25 E. */
function jpegWithExif(little, south = false) {
  const tiff = new DataView(new ArrayBuffer(300));
  const u16 = (at, value) => tiff.setUint16(at, value, little);
  const u32 = (at, value) => tiff.setUint32(at, value, little);
  const entry = (at, tag, kind, count, value) => (u16(at, tag), u16(at + 2, kind), u32(at + 4, count), u32(at + 8, value));
  const text = (at, words) => [...words].forEach((letter, n) => tiff.setUint8(at + n, letter.charCodeAt(0)));
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  u16(2, 42);
  u32(4, 8);
  u16(8, 2);
  entry(10, 0x8769, 4, 1, 40);
  entry(22, 0x8825, 4, 1, 60);
  u16(40, 1);
  entry(42, 0x9003, 2, 20, 120);
  u16(60, 4);
  entry(62, 1, 2, 2, 0);
  text(70, south ? "S" : "N");
  entry(74, 2, 5, 3, 150);
  entry(86, 3, 2, 2, 0);
  text(94, "E");
  entry(98, 4, 5, 3, 180);
  text(120, "2026:07:08 09:26:11");
  [30, 1, 30, 1, 0, 1].forEach((value, n) => u32(150 + n * 4, value));
  [104, 1, 15, 1, 0, 1].forEach((value, n) => u32(180 + n * 4, value));
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1, 0x01, 0x34, 0x45, 0x78, 0x69, 0x66, 0, 0];
  return new Uint8Array([...head, ...new Uint8Array(tiff.buffer)]).buffer;
}

test("time and place are read from EXIF in both byte orders; broken EXIF is none", () => {
  assert.deepEqual(readExif(jpegWithExif(true)), { taken: "2026-07-08T09:26:11", lat: 30.5, lng: 104.25 });
  assert.deepEqual(readExif(jpegWithExif(false, true)), { taken: "2026-07-08T09:26:11", lat: -30.5, lng: 104.25 });
  for (const bytes of [[], [1, 2, 3], [0xff, 0xd8, 0xff, 0xda, 0, 0, 0, 0], [0xff, 0xd8, 0xff, 0xe1, 0, 9, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x49]]) {
    assert.deepEqual(readExif(new Uint8Array(bytes).buffer), {}, String(bytes));
  }
});

test("a photo is scaled, and its time and place stand beside it", async () => {
  const camera = new File([jpegWithExif(true)], "IMG_1.jpg", { lastModified: 0 });
  const scale = async (_blob, edge) => new Blob([`scaled to ${edge}`]);
  const about = { act: "k1", owner: 7, order: 1, makeKey: () => "p1", scale };

  const made = await photoOf(camera, { ...about, position: { lat: 1, lng: 2 } });
  assert.deepEqual([await made.blob.text(), made.lat, made.lng, made.taken_at], ["scaled to 2048", 1, 2, new Date("2026-07-08T09:26:11").toISOString()]);
  assert.match(made.name, /^\d{14}-2\.jpg$/);
  assert.equal((await photoOf(camera, { ...about, position: null })).lat, 30.5);

  const odd = await photoOf(new File(["?"], "x.HEIC", { lastModified: 5 }), { ...about, scale: () => Promise.reject(new Error("no")), position: null });
  assert.deepEqual([await odd.blob.text(), odd.thumb, odd.lat, odd.taken_at], ["?", null, null, "1970-01-01T00:00:00.005Z"]);
  assert.match(odd.name, /\.heic$/);
  assert.equal(odd.sha256, await sha256(new TextEncoder().encode("?")));
  assert.deepEqual((await smaller(odd, scale)).upload, null);
});

test("a scaled photo carries its time and place in EXIF, written anew when the place is known later", async () => {
  const bare = new Uint8Array([0xff, 0xd8, 0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xd9]);
  const taken_at = new Date("2026-07-08T09:26:11").toISOString();
  const first = await stamped({ blob: new Blob([bare]), isScaled: true, taken_at, lat: null, lng: null });
  const placed = await stamped({ ...first, isScaled: true, taken_at, lat: -30.612345, lng: 104.051234 });

  assert.deepEqual(readExif(await first.blob.arrayBuffer()), { taken: "2026-07-08T09:26:11" });
  const read = readExif(await placed.blob.arrayBuffer());
  assert.equal(read.taken, "2026-07-08T09:26:11");
  assert.ok(Math.abs(read.lat + 30.612345) < 1e-7 && Math.abs(read.lng - 104.051234) < 1e-7);
  assert.deepEqual([...new Uint8Array(await placed.blob.arrayBuffer())].slice(-8), [...bare.slice(2)]);
  assert.equal(placed.sha256, await sha256(await placed.blob.arrayBuffer()));
  assert.equal(withExif(new Uint8Array([1, 2]), {}).length, 2);
  assert.equal((await stamped({ blob: new Blob(["?"]), isScaled: false })).blob, undefined);
});

test("photos fit the long edge and never grow", () => {
  assert.deepEqual(fitted(4000, 3000, 2048), { width: 2048, height: 1536 });
  assert.deepEqual(fitted(3000, 4000, 2048), { width: 1536, height: 2048 });
  assert.deepEqual(fitted(640, 1, 2048), { width: 640, height: 1 });
});

test("an export is a ZIP that others can open, with each act and its photos", async () => {
  const store = memoryStore();
  await store.putPhoto(photo("p", "1", 5));
  const blob = await exported([waiting("1", { thumb: "x" }), waiting("2")], store);
  const file = join(mkdtempSync(join(tmpdir(), "youju-")), "a.zip");
  writeFileSync(file, Buffer.from(await blob.arrayBuffer()));

  const read = "import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps([z.namelist(), json.loads(z.read('01-report_case/act.json'))['photos']]))";
  const told = JSON.parse(execFileSync("python3", ["-c", read, file], { encoding: "utf8" }));
  assert.deepEqual(told, [["01-report_case/act.json", "01-report_case/p.jpg", "02-report_case/act.json"], ["p.jpg"]]);
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  assert.equal(zipped([]).reduce((sum, part) => sum + part.length, 0), 22);
});

test("the shell is kept whole or not at all; a portal's page is not the app", async () => {
  const page = response(200, "", { "Content-Type": "text/html; charset=utf-8", "X-Youju-Shell": "1" });
  const script = response(200, "", { "Content-Type": "text/javascript" });
  const portal = response(200, "", { "Content-Type": "text/html" });
  assert.equal(isGenuine("/m/", page), true);
  assert.equal(isGenuine("/m/", portal), false);
  assert.equal(isGenuine("/static/a.js", script), true);
  assert.equal(isGenuine("/static/a.js", portal), false);
  assert.equal(isGenuine("/static/a.css", response(404, "", { "Content-Type": "text/css" })), false);
  assert.equal(isGenuine("/m/", { ...page, type: "opaqueredirect" }), false);

  const put = [];
  const caches = { open: async () => ({ put: async (url) => put.push(url) }) };
  await takeIn(["/m/", "/a.js"], { caches, fetch: async (url) => (url === "/m/" ? page : script), name: "n" });
  assert.deepEqual(put, ["/m/", "/a.js"]);
  await assert.rejects(takeIn(["/m/", "/a.js"], { caches, fetch: async () => portal, name: "n" }), /not the app/);
  assert.deepEqual(oldCaches(["youju-phone-1", "youju-phone-2", "other"], "youju-phone-2"), ["youju-phone-1"]);
});

test("a part named by its content is taken as the browser has it, any other from the server", async () => {
  const said = (kind) => response(200, "", { "Content-Type": kind, "X-Youju-Shell": "1" });
  const asked = [];
  const heldByPortal = "/s/b-12345678.css";
  const fetch = async (url, { cache }) => {
    asked.push([url, cache]);
    if (url === heldByPortal && cache === "default") return said("text/html");
    return said(url.endsWith(".css") ? "text/css" : url.endsWith(".js") ? "text/javascript" : "text/html");
  };

  await takeIn(["/m/", "/s/a-ab_3-f6x.js", heldByPortal, "/s/plain.js"], { caches: { open: async () => ({ put: async () => {} }) }, fetch, name: "n" });

  assert.deepEqual(asked.sort(), [["/m/", "reload"], ["/s/a-ab_3-f6x.js", "default"], [heldByPortal, "default"], [heldByPortal, "reload"], ["/s/plain.js", "reload"]]);
});

test("photos taken on the page of the HTML are taken over, at once and later", () => {
  const camera = (files) => ({ files, value: "C:/photo.jpg", addEventListener: (name, work) => (camera.later = [name, work]) });
  const [taken, open] = [camera(["a"]), camera([])];
  const seen = [];
  takeOver({ querySelectorAll: () => [taken, open] }, (files) => seen.push(files));
  open.files = ["b", "c"];
  const [name, change] = camera.later;
  change();

  assert.equal(name, "change");
  assert.deepEqual(seen, [["a"], ["b", "c"]]);
  assert.deepEqual([taken.value, open.value], ["", ""]);
});

test("only the shell is answered from the phone; the API never is", () => {
  const about = { urls: ["/m/", "/static/a.js"], page: "/m/", origin: "https://y.example" };
  const ask = (url, more = {}) => answerFor({ method: "GET", mode: "cors", url, ...more }, about);

  assert.equal(ask("https://y.example/m/?x=1", { mode: "navigate" }), "/m/");
  assert.equal(ask("https://y.example/cases/1/", { mode: "navigate" }), "");
  assert.equal(ask("https://y.example/static/a.js"), "/static/a.js");
  assert.equal(ask("https://y.example/api/v1/phone/start"), "");
  assert.equal(ask("https://other.example/m/"), "");
  assert.equal(ask("https://y.example/m/", { method: "POST", mode: "navigate" }), "");
});

test("the queue is sent at once, back online, and back in view", async () => {
  const handlers = {};
  const listen = (name, work) => (handlers[name] = work);
  const document = { visibilityState: "hidden", addEventListener: listen };
  let sent = 0;
  wakeUps(() => (sent += 1), { document, addEventListener: listen });
  handlers.online();
  handlers.visibilitychange();
  document.visibilityState = "visible";
  handlers.visibilitychange();

  assert.equal(sent, 3);
  assert.equal(isOurs({ tag: "youju-send" }), true);
});

test("background sync is asked for where there is one", async () => {
  const tags = [];
  assert.equal(await askForSync({ sync: { register: async (tag) => tags.push(tag) } }), true);
  assert.equal(await askForSync({ sync: { register: () => Promise.reject(new Error("not allowed")) } }), false);
  assert.equal(await askForSync({}), false);
  assert.equal(await askForSync(null), false);
  assert.deepEqual(tags, ["youju-send"]);
});

test("the browser's offer to install is kept until it is taken", async () => {
  const handlers = {};
  const told = [];
  const win = { addEventListener: (name, work) => (handlers[name] = work), matchMedia: () => ({ matches: false }), navigator: {} };
  const offer = installOffer(win, () => told.push(offer.canAsk()));
  handlers.beforeinstallprompt({ preventDefault() {}, prompt: async () => told.push("asked") });
  await offer.ask();
  await offer.ask();
  handlers.appinstalled();

  assert.deepEqual(told, [true, "asked", false, false, false]);
  assert.equal(offer.isInstalled(), false);
});

test("times are short: today's without a date", () => {
  const today = new Date(2026, 6, 8, 12);
  assert.equal(shortTime(new Date(2026, 6, 8, 9, 5), today), "09:05");
  assert.equal(shortTime(new Date(2025, 10, 21, 10, 38), today), "11-21 10:38");
  assert.equal(shortTime("", today), "");
  assert.equal(shortDay("2026-07-08T12:00:00"), "07-08");
  assert.equal(shortDay(""), "");
});

import { h } from "../dom.mjs";
import { counted, MARKS, said, scored, sheetLacks, sheetsInOrder, sheetsLeft } from "../mock.mjs";
import { empty, head, mainAct, photoButton, words } from "./parts.mjs";

/** The line over the places that leads to the assessor's own list; nothing for anybody else. */
export function mockLine(app) {
  const sheets = app.lists?.mock ?? [];
  if (!sheets.length) return null;
  const left = sheetsLeft(sheets, app.acts);
  return h("a", { class: "row-button mock-line", href: "#/mock" }, h("b", {}, app.t.mock), h("span", { class: left ? "pill due" : "pill" }, app.t.mockLeft(left)));
}

/** 模拟测评: the places of one's team along the route. */
export function mockScreen(app) {
  const { t } = app;
  const sheets = sheetsInOrder(app.lists?.mock ?? [], app.acts);
  const body = sheets.length ? [h("ol", { class: "rows" }, sheets.map((one) => sheetRow(app, one)))] : [empty(t.mockNone, t.mockNoneWhy)];
  return { head: head(app, t.mock, { back: "#/patrol" }), body };
}

function sheetRow(app, one) {
  const { t } = app;
  const done = one.state === "waiting" || one.state === "accepted";
  const detail = [one.kind_name, one.unit_name, one.address, one.double && t.mockDouble].filter(Boolean).join("，");
  const text = h("span", {}, h("b", {}, one.name), h("small", {}, detail));
  if (!done) return h("li", {}, h("a", { class: "row-button", href: `#/mock/${one.id}` }, text, one.state === "refused" && h("span", { class: "pill late" }, t.pillRefused)));
  return h("li", {}, h("div", { class: "row-button" }, text, h("span", { class: "pill" }, one.state === "waiting" ? t.pillWaiting : t.pillAccepted)));
}

/** One sheet: each check 符合、不符合 or 不适用, with a number and a note where wanted. */
export function sheetScreen(app) {
  const { t, desk } = app;
  const { data, title } = desk.draft;
  const checks = app.lists?.mock?.find((one) => one.id === data.spot)?.checks ?? desk.draft.checks ?? [];
  const failed = data.findings?.length ?? 0;
  return {
    head: head(app, title, { back: app.route.name === "edit" ? "#/mine/queue" : "#/mock" }),
    body: [h("ul", { class: "checklist" }, checks.map((check) => checkRow(app, check))), words(app, { id: "note", label: t.visitNote, name: "note", optional: t.optional })],
    foot: h("section", { class: "thumb", "aria-label": t.actsHere }, mainAct(app, t.mockSend(failed), { lack: sheetLacks(data, checks), onclick: () => app.send() })),
  };
}

function checkRow(app, check) {
  const { t, desk } = app;
  const one = desk.draft.data.items?.find((each) => each.code === check.code);
  const mark = (value) => async () => {
    await app.change(scored(desk.draft.data, check, value));
    app.render();
  };
  const radio = (value) =>
    h("label", { class: one?.mark === value ? "chip on" : "chip" }, h("input", { class: "sr", type: "radio", name: `mark-${check.code}`, id: `mark-${check.code}-${value}`, checked: one?.mark === value, onchange: mark(value) }), h("span", {}, t.marks[value]));
  return h(
    "li",
    { "data-item": check.code },
    h("div", { class: "check-three", role: "radiogroup", "aria-label": check.text }, h("span", {}, check.text), h("span", { class: "trio" }, MARKS.map(radio))),
    one && more(app, check, one),
  );
}

function more(app, check, one) {
  const { t, desk } = app;
  const finding = desk.draft.data.findings?.find((each) => each.item === check.code);
  const say = (change) => app.write(said(desk.draft.data, check.code, change));
  const take = async (files) => {
    const ids = await app.addPhotos(files);
    const { data } = desk.draft;
    await app.change({ findings: data.findings.map((each) => (each.item === check.code ? { ...each, photos: [...each.photos, ...ids] } : each)) }, desk);
    app.render();
  };
  const shown = desk.photos.filter((photo) => finding?.photos.includes(photo.id));
  return h(
    "div",
    { class: finding ? "fault" : "mock-more" },
    h(
      "div",
      { class: "mock-said" },
      h("input", { id: `number-${check.code}`, type: "text", inputmode: "numeric", class: "input", "aria-label": `${check.text} ${t.mockNumber}`, placeholder: t.mockNumber, value: one.number ?? "", oninput: ({ target }) => say({ number: counted(target.value) }) }),
      h("input", { id: `note-${check.code}`, type: "text", class: "input", maxlength: 200, "aria-label": `${check.text} ${t.mockNote}`, placeholder: finding ? t.faultWords : t.mockNote, value: one.note, oninput: ({ target }) => say({ note: target.value }) }),
    ),
    finding && photoButton(shown.length ? t.takeMore : t.faultPhoto, { id: `photo-of-${check.code}`, onfiles: take }),
    shown.length > 0 && h("div", { class: "small-ones" }, shown.map((photo, n) => h("div", { class: "photo" }, h("img", { src: app.urlOf(photo), alt: t.photoN(n + 1) })))),
  );
}

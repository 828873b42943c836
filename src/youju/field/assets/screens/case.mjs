import { lacks } from "../acts.mjs";
import { h } from "../dom.mjs";
import { shortTime } from "../times.mjs";
import { empty, head, mainAct, phrases, shot, words } from "./parts.mjs";

const BACK = "#/mine/due";

/** One case of mine, with what I may do about it. */
export function caseScreen(app) {
  const { t } = app;
  const one = caseOf(app, app.route.id);
  if (!one) return { head: head(app, t.mine, { back: BACK }), body: [empty(t.gone, t.goneWhy)] };
  const waits = app.acts.some((act) => act.state === "waiting" && act.subject === `case:${one.id}`);
  const buttons = { rectify_case: t.rectify, verify_case: t.verify, accept_case: t.accept, add_note: t.note };
  const may = Object.keys(buttons).filter((act) => one.acts?.includes(act));
  const fact = (label, value) => (value ? [h("dt", {}, label), h("dd", {}, value)] : []);
  const button = (act, n) =>
    act === "accept_case"
      ? h("button", { class: n ? "button grow" : "button primary wide", type: "button", onclick: () => app.quick("accept_case", one) }, buttons[act])
      : h("a", { class: n ? "button grow" : "button primary wide", href: `#/case/${one.id}/${act}` }, buttons[act]);
  return {
    head: head(app, one.kind_name || one.title, { back: BACK }),
    body: [
      h(
        "div",
        { class: "pad" },
        one.title && h("p", {}, h("b", {}, one.title)),
        one.photo && app.isOnline() && h("img", { class: "case-photo", src: one.photo, alt: t.photoOf(one.title || one.kind_name), loading: "lazy" }),
        h("dl", { class: "facts" }, fact(t.where, one.place), fact(t.state, one.state_name), fact(t.number, one.number), fact(t.deadline, one.due_at && t.dueAt(shortTime(one.due_at)))),
        one.note && h("p", {}, one.note),
        waits && h("p", { class: "note due" }, t.storedOffline),
        h("p", { class: "meta" }, app.lists?.at ? t.asOf(shortTime(app.lists.at)) : ""),
        one.url?.startsWith("/") && h("p", {}, h("a", { class: "button", href: one.url }, t.openInConsole)),
      ),
    ],
    foot: may.length > 0 && !waits && h("section", { class: "thumb stack-acts", "aria-label": t.actsHere }, may.map(button)),
  };
}

/** Return a case of the kept list. */
export function caseOf(app, id) {
  return app.lists?.cases?.find((one) => String(one.id) === String(id)) ?? null;
}

function about(app) {
  const { draft } = app.desk;
  return h("div", { class: "line" }, h("span", {}, h("b", {}, draft.title), draft.place && h("br"), draft.place && h("small", {}, draft.place)));
}

const backOf = (app) => (app.route.name === "edit" ? "#/mine/queue" : `#/case/${app.route.id}`);

/** 整改: the photo of how it is now. */
export function rectifyScreen(app) {
  const { t, desk } = app;
  const lack = lacks(desk.draft, { photos: desk.photos.length });
  return {
    head: head(app, t.rectifyTitle, { back: backOf(app) }),
    body: [
      shot(app, desk, { label: t.rectifyPhoto, takePhotos: app.takePhotos }),
      about(app),
      words(app, { id: "words", label: t.rectifyNote, name: "note", required: true, rows: 1 }),
    ],
    foot: h("section", { class: "thumb", "aria-label": t.actsHere }, phrases(app, "note", t.rectifyWords), mainAct(app, t.rectifySend, { lack, onclick: () => app.send() })),
  };
}

/** 复核: passed or not, by somebody who did not do the work; the server holds that rule. */
export function verifyScreen(app) {
  const { t, desk } = app;
  const { passed } = desk.draft.data;
  const lack = lacks(desk.draft, { photos: desk.photos.length });
  const choose = (value) => async () => {
    await app.change({ passed: value });
    app.render();
  };
  const radio = (value, label) =>
    h("label", { class: passed === value ? "chip on" : "chip" }, h("input", { class: "sr", type: "radio", name: "passed", id: `passed-${value}`, checked: passed === value, onchange: choose(value) }), h("span", {}, label));
  return {
    head: head(app, t.verifyTitle, { back: backOf(app) }),
    body: [
      shot(app, desk, { label: t.takePhoto, hint: t.optional, takePhotos: app.takePhotos }),
      about(app),
      words(app, { id: "words", label: t.verifyNote, name: "note", optional: passed === false ? "" : t.optional }),
    ],
    foot: h(
      "section",
      { class: "thumb", "aria-label": t.actsHere },
      h("p", { id: "ask" }, h("b", {}, t.verifyAsk)),
      h("div", { class: "kinds two", role: "radiogroup", "aria-labelledby": "ask" }, radio(true, t.pass), radio(false, t.fail)),
      mainAct(app, t.verifySend, { lack, onclick: () => app.send() }),
    ),
  };
}

/** 补记: a sentence, perhaps a photo. */
export function noteScreen(app) {
  const { t, desk } = app;
  const lack = lacks(desk.draft, { photos: desk.photos.length });
  return {
    head: head(app, t.noteTitle, { back: backOf(app) }),
    body: [about(app), words(app, { id: "words", label: t.noteTitle, name: "note", rows: 4 }), shot(app, desk, { label: t.takePhoto, hint: t.optional, takePhotos: app.takePhotos })],
    foot: h("section", { class: "thumb", "aria-label": t.actsHere }, mainAct(app, t.noteSend, { lack, onclick: () => app.send() })),
  };
}

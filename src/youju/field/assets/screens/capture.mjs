import { lacks } from "../acts.mjs";
import { h } from "../dom.mjs";
import { SURVEY, usual, withChosen } from "../kinds.mjs";
import { nearest } from "../position.mjs";
import { head, kindList, mainAct, shot, words } from "./parts.mjs";

/** 拍: photos, kind, position; a sentence only if one likes. */
export function reportScreen(app) {
  const { t, desk, ui, lists } = app;
  if (ui.picking) return pickKind(app);
  const { data } = desk.draft;
  const count = desk.photos.length;
  const lack = lacks(desk.draft, { photos: count, kinds: lists?.kinds ?? [] });
  return {
    head: head(app, t.report, { link: app.route.name === "edit" || !hasSurvey(lists) ? null : h("a", { href: "#/survey" }, t.toSurvey) }),
    body: [
      shot(app, desk, { label: t.takePhoto, hint: t.photoHint, takePhotos: app.takePhotos }),
      placeLine(app),
      wordsLine(app),
    ],
    foot: h(
      "section",
      { class: "thumb", "aria-label": t.kind },
      kinds(app, data.kind),
      mainAct(app, count ? t.sendN(count) : t.send, { lack, onclick: () => app.send({ title: kindName(app, data.kind), place: placeWords(app) }) }),
    ),
  };
}

/** 被问到: people of the survey asked somebody; the community hears of it at once (M024). */
export function surveyScreen(app) {
  const { t, desk } = app;
  const lack = lacks(desk.draft, { photos: 0 });
  return {
    head: head(app, t.survey, { link: app.route.name === "edit" ? null : h("a", { href: "#/" }, t.toReport) }),
    body: [
      h("p", { class: "lead" }, t.surveyAbout),
      words(app, { id: "words", label: t.surveyWords, hint: t.surveyHint, rows: 4, required: true }),
      placeLine(app),
    ],
    foot: h("section", { class: "thumb", "aria-label": t.actsHere }, mainAct(app, t.surveySend, { lack, onclick: () => app.send({ title: t.survey, place: placeWords(app) }) })),
  };
}

const hasSurvey = (lists) => Boolean(lists?.kinds?.some((kind) => kind.code === SURVEY));

function kindName(app, code) {
  return app.lists?.kinds?.find((kind) => kind.code === code)?.name ?? "";
}

function kinds(app, chosen) {
  const { t, lists, used } = app;
  const all = lists?.kinds ?? [];
  const shown = withChosen(usual(all, { used, common: lists?.common_kinds ?? [] }), all, chosen);
  const choose = (code) => async () => {
    await app.change({ kind: code });
    app.render();
  };
  const chip = (kind) =>
    h(
      "label",
      { class: kind.code === chosen ? "chip on" : "chip" },
      h("input", { class: "sr", type: "radio", name: "kind", id: `kind-${kind.code}`, value: kind.code, checked: kind.code === chosen, onchange: choose(kind.code) }),
      h("span", {}, kind.name),
    );
  const pick = () => {
    app.ui.picking = true;
    app.render();
  };
  return h(
    "div",
    { class: "kinds", role: "radiogroup", "aria-label": t.kind },
    shown.map(chip),
    h("button", { class: "chip", type: "button", id: "other-kinds", onclick: pick }, t.others),
  );
}

/** The whole list instead of the page; `after(kind)` where it is not the draft's own kind. */
export function pickKind(app) {
  const back = () => {
    app.ui.picking = null;
    app.render();
  };
  const choose = async (kind) => {
    const { after } = app.ui.picking;
    app.ui.picking = null;
    if (after) await after(kind);
    else await app.change({ kind: kind.code });
    app.render();
  };
  return {
    head: head(app, app.t.chooseKind, { link: h("button", { class: "link", type: "button", onclick: back }, app.t.cancel) }),
    body: [kindList(app, choose)],
  };
}

/** Return the words for where it is: what was written, else the nearest place. */
export function placeWords(app) {
  const { data } = app.desk.draft;
  if (data.place?.trim()) return data.place.trim();
  if (!Number.isFinite(data.lat)) return "";
  const near = nearest(data, app.lists?.places ?? []);
  return near ? app.t.near(near.place.name, near.away) : "";
}

function placeLine(app) {
  const { t, desk, ui } = app;
  const { data } = desk.draft;
  const isKnown = Number.isFinite(data.lat);
  const edit = (open) => () => {
    ui.editPlace = open;
    app.render();
    if (open) document.getElementById("place")?.focus();
  };
  if (ui.editPlace || (!isKnown && ui.position?.missing && !data.place)) {
    return h(
      "div",
      { class: "field line-field" },
      h("label", { for: "place" }, isKnown || !ui.position?.missing ? t.writePlace : t[ui.position.missing]),
      h("input", { id: "place", type: "text", value: data.place ?? "", placeholder: t.placeHint, autocomplete: "off", oninput: ({ target }) => app.write({ place: target.value }), onchange: () => app.render() }),
      h("div", { class: "line-acts" }, h("button", { class: "button", type: "button", onclick: () => app.locate(true) }, t.locateAgain), h("button", { class: "button", type: "button", onclick: edit(false) }, t.done)),
    );
  }
  const words = placeWords(app) || (isKnown ? t.located : ui.locating ? t.locating : t.where);
  const detail = isKnown ? t.accuracy(data.accuracy ?? 0) : ui.locating || words !== t.where ? "" : t.willLocate;
  return h(
    "div",
    { class: "line" },
    h("span", {}, h("b", {}, words), detail && h("br"), detail && h("small", {}, detail)),
    h("button", { id: "edit-place", class: "link push", type: "button", onclick: edit(true), "aria-label": `${t.change}${t.where}` }, t.change),
  );
}

function wordsLine(app) {
  const { t, desk, ui } = app;
  if (ui.writing || desk.draft.data.description) {
    return words(app, { id: "words", label: t.addWords, optional: t.optional });
  }
  const write = () => {
    ui.writing = true;
    app.render();
    document.getElementById("words")?.focus();
  };
  return h("button", { class: "line row-line", type: "button", id: "write", onclick: write }, h("span", {}, t.addWords), h("span", { class: "meta" }, t.optional));
}

import { matches } from "../../../ui/assets/match.mjs";
import { h } from "../dom.mjs";
import { metres } from "../position.mjs";
import { shortDay } from "../times.mjs";
import { checklistFor, found, marked, placesInOrder, restInOrder, visitLacks } from "../visit.mjs";
import { askRow } from "./ask.mjs";
import { pickKind } from "./capture.mjs";
import { entryRows } from "./entry.mjs";
import { mockLine } from "./mock.mjs";
import { empty, head, mainAct, photoButton, words } from "./parts.mjs";
import { signLine, signScreen } from "./sign.mjs";

const FARTHEST = 20_000; // metres; beyond that a distance tells nothing

/** 巡: places, those due today first. */
export function patrolScreen(app) {
  const { t } = app;
  const all = app.lists?.places ?? [];
  const list = h("ul", { class: "rows" });
  const fill = (typed) => {
    const position = Number.isFinite(app.ui.position?.lat) ? app.ui.position : null;
    const shown = placesInOrder(all, { typed, position, away: metres, matches });
    list.replaceChildren(...(shown.length ? shown.slice(0, 200).map((place) => placeRow(app, place, position)) : [h("li", { class: "none" }, t.noPlaceFound)]));
  };
  fill(app.ui.typed ?? "");
  const type = ({ target }) => {
    app.ui.typed = target.value;
    fill(target.value);
  };
  const search = h("div", { class: "search-line" }, h("input", { id: "find-place", type: "search", class: "input", value: app.ui.typed ?? "", placeholder: t.findPlace, "aria-label": t.findPlace, oninput: type }));
  return { head: head(app, t.patrol), body: [askRow(app), mockLine(app), entryRows(app), ...(all.length ? [search, list] : [empty(t.noPlaces, t.noPlacesWhy)])] };
}

function placeRow(app, place, position) {
  const { t } = app;
  const done = app.acts.some((act) => act.subject === `place:${place.id}` && act.state === "waiting");
  const far = position && Number.isFinite(place.lat) ? Math.round(metres(position, place)) : Infinity;
  const away = far < FARTHEST ? t.away(far) : "";
  const detail = [place.kind_name, place.address, away, place.last_visit && t.lastVisit(shortDay(place.last_visit))].filter(Boolean).join("，");
  const mark = done ? h("span", { class: "pill" }, t.pillWaiting) : place.due && h("span", { class: "pill due" }, t.today);
  return h("li", {}, h("a", { class: "row-button", href: `#/place/${place.id}` }, h("span", {}, h("b", {}, place.name), h("small", {}, detail)), mark));
}

/** One visit: each item in order or not; a fault becomes a case. */
export function visitScreen(app) {
  const { t, desk, ui } = app;
  if (ui.picking) return pickKind(app);
  if (ui.signing) return signScreen(app, app.t.signVisit);
  const place = app.lists?.places?.find((one) => one.id === desk.draft.data.place) ?? { id: desk.draft.data.place, name: desk.draft.title };
  const checklist = checklistFor(place, app.lists?.checklists ?? [], t.openQuestion);
  const { data } = desk.draft;
  const faults = data.findings?.length ?? 0;
  const lack = visitLacks(data, checklist);
  const rest = async () => {
    await app.change(restInOrder(desk.draft.data, checklist), desk); // with what was typed since the page was drawn
    app.render();
  };
  return {
    head: head(app, place.name, { back: app.route.name === "edit" ? "#/mine/queue" : "#/patrol" }),
    body: [
      h("ul", { class: "checklist" }, checklist.items.map((item) => itemRow(app, item))),
      h("div", { class: "pad" }, lack === "lacksItems" && h("button", { class: "button wide", type: "button", id: "rest", onclick: rest }, t.restOk)),
      words(app, { id: "note", label: t.visitNote, name: "note", optional: t.optional }),
      signLine(app, t.signVisit),
    ],
    foot: h("section", { class: "thumb", "aria-label": t.actsHere }, mainAct(app, t.sendVisit(faults), { lack, onclick: () => app.send() })),
  };
}

function itemRow(app, item) {
  const { t, desk } = app;
  const { data } = desk.draft;
  const state = data.items?.find((one) => one.code === item.code)?.ok;
  const finding = data.findings?.find((one) => one.item === item.code);
  const mark = (ok) => async () => {
    await app.change(marked(desk.draft.data, item, ok));
    app.render();
  };
  const radio = (ok, label) =>
    h("label", { class: state === ok ? "chip on" : "chip" }, h("input", { class: "sr", type: "radio", name: `item-${item.code}`, id: `item-${item.code}-${ok}`, checked: state === ok, onchange: mark(ok) }), h("span", {}, label));
  return h(
    "li",
    { "data-item": item.code },
    h("div", { class: "check-line", role: "radiogroup", "aria-label": item.text }, h("span", {}, item.text), h("span", { class: "pair" }, radio(true, t.ok), radio(false, t.fault))),
    finding && fault(app, item, finding),
  );
}

function fault(app, item, finding) {
  const { t, desk } = app;
  const change = (what) => app.change({ findings: found(desk.draft.data, item.code, what).findings }, desk);
  const kind = app.lists?.kinds?.find((one) => one.code === finding.kind)?.name;
  const pick = () => {
    app.ui.picking = { after: (chosen) => change({ kind: chosen.code }) };
    app.render();
  };
  const take = async (files) => {
    const ids = await app.addPhotos(files);
    const now = desk.draft.data.findings.find((one) => one.item === item.code);
    await change({ photos: [...(now?.photos ?? []), ...ids] });
    app.render();
  };
  const shown = desk.photos.filter((photo) => finding.photos.includes(photo.id));
  return h(
    "div",
    { class: "fault" },
    h("div", { class: "fault-acts" }, h("button", { class: "button", type: "button", id: `kind-of-${item.code}`, onclick: pick }, kind ? `${t.faultKind}：${kind}` : t.chooseKind), photoButton(shown.length ? t.takeMore : t.faultPhoto, { id: `photo-of-${item.code}`, onfiles: take })),
    shown.length > 0 && h("div", { class: "small-ones" }, shown.map((photo, n) => h("div", { class: "photo" }, h("img", { src: app.urlOf(photo), alt: t.photoN(n + 1) })))),
    h("label", { class: "sr", for: `words-of-${item.code}` }, t.faultWords),
    h("input", { id: `words-of-${item.code}`, type: "text", class: "input", value: finding.description, placeholder: t.faultWords, oninput: ({ target }) => change({ description: target.value }) }),
  );
}

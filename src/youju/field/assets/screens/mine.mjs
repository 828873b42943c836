import { clockNote } from "../acts.mjs";
import { h } from "../dom.mjs";
import { grouped } from "../queue.mjs";
import { shortTime } from "../times.mjs";
import { empty, head } from "./parts.mjs";

/** 我的: what is due, what is still on this phone, what the server has. */
export function mineScreen(app) {
  const { t } = app;
  const groups = grouped(app.acts);
  const unsent = groups.refused.length + groups.drafts.length + groups.waiting.length;
  const todo = dueOf(app);
  const tab = app.route.tab || (groups.refused.length ? "queue" : "due");
  const link = (name, label) => h("a", { href: `#/mine/${name}`, "aria-current": tab === name ? "page" : null }, label);
  const bodies = {
    due: () => dueList(app, todo),
    queue: () => queueList(app, groups),
    received: () => receivedList(app, groups.accepted),
  };
  return {
    head: head(app, t.mine),
    tabs: h("nav", { class: "tabs", "aria-label": t.mine }, link("due", t.due(todo.length)), link("queue", t.queue(unsent)), link("received", t.received(groups.accepted.length))),
    body: [...(bodies[tab] ?? bodies.due)(), footer(app, unsent)],
  };
}

/** Return what is due: the server's list, without what was done here and waits to be sent. */
function dueOf(app) {
  const done = new Set(app.acts.filter((act) => act.state === "waiting" || act.state === "accepted").map((act) => act.subject));
  const listed = app.lists?.due ?? [];
  const cases = (app.lists?.cases ?? [])
    .filter((one) => one.acts?.some((act) => act !== "add_note"))
    .filter((one) => !listed.some((due) => due.kind === "case" && due.id === one.id))
    .map((one) => ({ kind: "case", id: one.id, title: one.title || one.kind_name, detail: [one.place, one.state_name].filter(Boolean).join("，"), due_at: one.due_at, late: one.late }));
  return [...listed, ...cases].filter((one) => !done.has(`${one.kind}:${one.id}`));
}

function dueList(app, todo) {
  const { t } = app;
  if (!todo.length) return [empty(t.noDue, t.noDueWhy)];
  const address = (one) => (one.kind === "case" || one.kind === "place" ? `#/${one.kind}/${one.id}` : ours(one.url));
  const row = (one) =>
    h(
      "li",
      {},
      h(
        address(one) ? "a" : "div",
        { class: "row-button", href: address(one) },
        h("span", {}, h("b", {}, one.title), one.detail && h("small", {}, one.detail)),
        one.late ? h("span", { class: "pill late" }, t.late) : one.due_at && h("span", { class: "pill due" }, t.dueAt(shortTime(one.due_at))),
      ),
    );
  return [h("ul", { class: "rows" }, todo.map(row))];
}

/** Return an address within this site, or null: lists never lead elsewhere. */
function ours(url) {
  return typeof url === "string" && /^(#\/|\/(?!\/))/.test(url) ? url : null;
}

function queueList(app, { refused, drafts, waiting }) {
  const { t } = app;
  if (!refused.length && !drafts.length && !waiting.length) return [empty(t.noQueue, t.noQueueWhy)];
  const group = (label, acts, row) => (acts.length ? [h("li", { class: "group" }, label), ...acts.map(row)] : []);
  const online = app.lists?.at ? shortTime(app.lists.at) : "";
  return [
    h(
      "ul",
      { class: "queue" },
      group(t.groupRefused(refused.length), refused, (act) => refusedRow(app, act)),
      group(t.groupDrafts(drafts.length), drafts, (act) => waitingRow(app, act, t.pillDraft)),
      group(t.groupWaiting(waiting.length, online), waiting, (act) => waitingRow(app, act, t.pillWaiting)),
    ),
  ];
}

function titleOf(app, act) {
  const { t } = app;
  const what = act.act === "report_case" ? "" : `${t.acts[act.act] ?? ""}：`;
  return `${what}${act.title || act.place || t.acts[act.act]}${act.count ? ` ${t.photos(act.count)}` : ""}`;
}

function picture(app, act) {
  return h("div", { class: "photo" }, act.thumb && h("img", { src: app.urlOf({ id: `thumb:${act.id}:${act.count}`, thumb: act.thumb }), alt: "" }));
}

function refusedRow(app, act) {
  const { t } = app;
  return h(
    "li",
    { class: "refused", "data-act": act.id },
    picture(app, act),
    h("div", {}, h("b", {}, titleOf(app, act)), h("br"), h("small", {}, [t.takenAt(shortTime(act.done_at)), t.sentBackAt(shortTime(act.reason.at))].join("，"))),
    h("span", { class: "pill late" }, t.pillRefused),
    h(
      "div",
      { class: "wide" },
      h("p", {}, act.reason.message, " ", h("span", { class: "meta" }, t.keptAll)),
      h(
        "div",
        { class: "acts" },
        h("button", { class: "button primary grow", type: "button", onclick: () => app.edit(act) }, t.edit),
        h("button", { class: "button", type: "button", onclick: () => app.exportActs([act]) }, t.export),
        h("button", { class: "button", type: "button", onclick: () => app.withdraw(act) }, t.withdraw),
      ),
    ),
  );
}

function waitingRow(app, act, label) {
  const { t } = app;
  const isDraft = act.state === "draft";
  const detail = [act.place, shortTime(act.done_at), act.tries ? t.tried(act.tries) : ""].filter(Boolean).join("，");
  const open = app.ui.opened === act.id;
  const toggle = () => {
    app.ui.opened = open ? null : act.id;
    app.render();
  };
  return h(
    "li",
    { "data-act": act.id },
    picture(app, act),
    h("button", { class: "row-open", type: "button", id: `open-${act.id}`, "aria-expanded": String(open), onclick: toggle }, h("b", {}, titleOf(app, act)), h("br"), h("small", {}, detail)),
    h("span", { class: "pill due" }, label),
    open &&
      h(
        "div",
        { class: "wide acts" },
        h("button", { class: isDraft ? "button primary grow" : "button grow", type: "button", onclick: () => app.edit(act) }, isDraft ? t.goOn : t.change),
        h("button", { class: "button", type: "button", onclick: () => app.exportActs([act]) }, t.export),
        h("button", { class: "button", type: "button", onclick: () => app.withdraw(act) }, isDraft ? t.discard : t.withdraw),
      ),
  );
}

function receivedList(app, accepted) {
  const { t } = app;
  if (!accepted.length) return [empty(t.noReceived, t.noReceivedWhy)];
  const row = (act) => {
    const { result } = act;
    const inside = h("span", {}, h("b", {}, result?.title || titleOf(app, act)), h("small", {}, [titleOf(app, act), act.place, shortTime(result?.at)].filter(Boolean).join("，")));
    const url = ours(result?.url);
    return h("li", {}, url ? h("a", { class: "row-button", href: url }, inside) : h("div", { class: "row-button" }, inside));
  };
  return [h("ul", { class: "rows" }, accepted.map(row))];
}

function footer(app, unsent) {
  const { t } = app;
  const clock = clockNote(app.lists?.clock_ahead);
  const others = app.others.length ? t.othersHere(app.others.map(t.otherOne).join(t.and)) : "";
  const space = app.space?.little ? t.nearlyFull(Math.max(0, Math.floor(app.space.left / 2 ** 20))) : "";
  const notes = [others, space, clock && t.clock(clock)].filter(Boolean).map((note) => h("p", { class: "note due" }, note));
  const install = app.install.isInstalled()
    ? null
    : h("p", {}, app.install.canAsk() ? h("button", { class: "button", type: "button", onclick: () => app.install.ask() }, t.install) : h("b", {}, t.install), " ", h("small", {}, app.install.canAsk() ? t.installWhy : t.installHow));
  return h(
    "footer",
    { class: "mine-foot" },
    notes,
    install,
    h(
      "p",
      { class: "foot-acts" },
      unsent > 0 && h("button", { class: "button", type: "button", title: t.exportWhy, onclick: () => app.exportActs(app.acts.filter((act) => act.state !== "accepted")) }, t.exportAll),
      h("a", { class: "button", href: "/" }, t.console),
      h("button", { class: "button", type: "button", onclick: () => app.speak() }, t.otherLanguage),
      h("button", { class: "button", type: "button", onclick: () => app.signOut() }, t.signOut),
      h("small", {}, app.person?.name ?? ""),
    ),
  );
}

import { deskFor, FORMS } from "./desks.mjs";
import { isTyping, replaceContent } from "./dom.mjs";
import { photoOf, smaller, stamped } from "./photo.mjs";
import { whereAmI } from "./position.mjs";
import { QUEUE, queueActs } from "./queue_acts.mjs";
import { routeOf } from "./routes.mjs";
import { askListScreen, askScreen } from "./screens/ask.mjs";
import { caseScreen, noteScreen, rectifyScreen, verifyScreen } from "./screens/case.mjs";
import { reportScreen, surveyScreen } from "./screens/capture.mjs";
import { entryScreen } from "./screens/entry.mjs";
import { mockScreen, sheetScreen } from "./screens/mock.mjs";
import { mineScreen } from "./screens/mine.mjs";
import { goneScreen, signInFirst } from "./screens/other.mjs";
import { banner, places } from "./screens/parts.mjs";
import { patrolScreen, visitScreen } from "./screens/patrol.mjs";
import { spaceLeft } from "./space.mjs";
import { remembered } from "./start.mjs";
import { askForSync } from "./wake.mjs";

const SCREENS = { mine: mineScreen, patrol: patrolScreen, asks: askListScreen, case: caseScreen, mock: mockScreen };
const FORM_SCREENS = { report: reportScreen, survey: surveyScreen, visit: visitScreen, ask: askScreen, sheet: sheetScreen, entry: entryScreen, rectify: rectifyScreen, verify: verifyScreen, note: noteScreen };

/** Build the app on its root; storage, network and words are passed in. */
export function makeApp({ root, toast, store, net, t, win = window, early = [], install, registration, channel, keptDays = 30 }) {
  const { navigator } = win;
  const tools = { store, makePhoto: photoOf, smaller, stamped };
  const urls = new Map();
  let sender = null;
  const sending = new WeakSet();
  const filling = new Map(); // desks that still take photos in, by draft
  let turn = 0; // counts the pages opened: what took longer than a page stayed must not come after the next
  let opened = null; // the address that is shown
  let late = false;
  let isPressed = false;
  let saidAt = 0;
  let quiet = 0;

  const app = {
    t,
    install,
    /** The sign-in page that leads back to this very page of the phone. */
    get signInUrl() {
      return root.dataset.signIn + encodeURIComponent(win.location.hash);
    },
    route: routeOf(win.location.hash),
    person: null,
    lists: null,
    acts: [],
    others: [],
    used: {},
    desk: null,
    stopped: "",
    space: null,
    ui: {},
    isOnline: () => navigator.onLine,

    useSender(made) {
      sender = made;
    },

    /** Return an address of a picture of this phone, made once. */
    urlOf({ id, thumb, blob }) {
      if (!urls.has(id)) urls.set(id, URL.createObjectURL(blob && !id.startsWith("thumb:") ? blob : thumb));
      return urls.get(id);
    },

    say(text) {
      toast.textContent = text;
      saidAt = Date.now();
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        toast.textContent = "";
      }, 6000);
    },

    /** Read again what is kept on the phone. */
    async reload() {
      const known = await remembered(store);
      if (app.person?.id !== known?.person.id) app.desk = null;
      app.person = known?.person ?? null;
      app.lists = known?.lists ?? null;
      const mine = app.person?.id;
      const read = [mine ? store.acts(mine) : [], store.others(mine), store.get(`used:${mine}`), spaceLeft(navigator.storage)];
      const [acts, others, used, space] = await Promise.all(read);
      Object.assign(app, { acts, others, used: used ?? {}, space });
      await app.forgetOld();
    },

    /** Let go of what the server has long had. */
    async forgetOld() {
      const before = Date.now() - keptDays * 86_400_000;
      for (const act of app.acts.filter((one) => one.state === "accepted" && (one.result?.at ?? 0) < before)) {
        await store.removeAct(act.id);
      }
    },

    /** Show an address; its desk opens with what was unfinished. Until it is there the page before stays as it is. */
    async open() {
      turn += 1;
      const mine = turn;
      const { hash } = win.location;
      const { person, lists } = app;
      const route = routeOf(hash);
      if (person) app.acts = await store.acts(person.id); // a draft left a moment ago is gone on with
      const desk = person ? await deskFor(route, { acts: app.acts, lists, person, now: Date.now(), tools }) : null;
      if (mine !== turn) return; // somewhere else was opened meanwhile
      if (Date.now() - saidAt > 1500) toast.textContent = ""; // said on the page before
      Object.assign(app, { route, desk: filling.get(desk?.draft.id) ?? desk, ui: { position: app.ui.position } });
      opened = hash;
      app.render();
      if (route.name === "patrol") app.locate(false);
      await app.takeEarly();
    },

    /** Take in photos that were taken on the page of the HTML, before the app was there. */
    async takeEarly() {
      if (early.length && app.desk && app.route.name === "report") await app.takePhotos(early.splice(0));
    },

    /** Return a question that tells, after a wait, whether this page is still the one shown. */
    staying() {
      const here = win.location.hash;
      const { desk } = app;
      return () => win.location.hash === here && opened === here && app.desk?.draft.id === desk?.draft.id;
    },

    async go(hash) {
      if (win.location.hash === hash) await app.open();
      else win.location.hash = hash;
    },

    render() {
      if (!root.dataset.page && !app.person && !app.stopped) return; // the page of the HTML stands until it is known who asks
      const page = `${app.route.name}:${app.route.id ?? ""}:${Boolean(app.ui.picking)}:${Boolean(app.ui.signing)}`;
      const screen = screenFor(app);
      const main = win.document.createElement("main");
      main.id = "main";
      main.tabIndex = -1;
      main.append(...screen.body.filter(Boolean));
      const content = [screen.head, banner(app), screen.tabs, main, screen.foot, places(app)].filter(Boolean);
      replaceContent(root, content, root.dataset.page === page);
      root.dataset.page = page;
      late = false;
    },

    /** Show what came from the background, unless somebody types or has a finger on the page; then once they are done. */
    renderQuietly() {
      if (isPressed || isTyping(win.document)) late = true;
      else app.render();
    },

    /** A finger came down or went up: what is drawn anew in between would lose the tap. */
    pressed(isDown) {
      isPressed = isDown;
      app.caughtUp();
    },

    caughtUp() {
      if (late && !isPressed && !isTyping(win.document)) app.render();
    },

    /** Change the form that asked for it, which need not be the one shown by then. */
    async change(data, desk = app.desk) {
      await desk.setData(data);
      if (desk === app.desk && !Number.isFinite(desk.draft.data.lat)) app.locate(false);
    },

    /** Keep what is being typed; only the act at the foot is shown anew, so that the field stays as it is. */
    async write(data) {
      const { desk } = app;
      await desk.setData(data);
      if (desk !== app.desk) return;
      app.renderFoot();
      if (desk.draft.act === "report_case") app.locate(false);
    },

    renderFoot() {
      const { foot } = screenFor(app);
      const shown = root.querySelector(":scope > .thumb");
      if (foot && shown) shown.replaceWith(foot);
    },

    /** Take photos into the draft and ask where we are. */
    async addPhotos(files) {
      const { desk } = app;
      filling.set(desk.draft.id, desk);
      const known = [desk.draft.data, app.ui.position].find((one) => Number.isFinite(one?.lat));
      const adding = desk.add(files, known ?? null);
      app.render();
      app.locate(false);
      try {
        const ids = await adding;
        if (Number.isFinite(app.ui.position?.lat)) await desk.placePhotos(app.ui.position); // found meanwhile
        return ids;
      } finally {
        if (!desk.isAdding) filling.delete(desk.draft.id);
        app.ui.photo = undefined;
        if (desk.isSmaller) app.say(t.madeSmaller);
      }
    },

    async takePhotos(files) {
      await app.addPhotos(files);
      app.render();
    },

    /** Ask where the phone is, for this record only. */
    async locate(again) {
      const { desk } = app;
      if (!again && (app.ui.locating || (desk && Number.isFinite(desk.draft.data.lat)))) return;
      app.ui.locating = true;
      const position = await whereAmI(navigator.geolocation);
      app.ui.locating = false;
      app.ui.position = position;
      if (desk && desk === app.desk && Number.isFinite(position.lat)) await desk.placePhotos(position);
      const takes = desk && desk === app.desk && ["report_case", "record_visit"].includes(desk.draft.act);
      if (takes && Number.isFinite(position.lat) && desk.draft.state === "draft") {
        if (desk.isBegun) await desk.setData(position);
        else Object.assign(desk.draft.data, position);
      }
      if (isTyping(win.document)) app.renderFoot(); // what it lacked may be there now
      app.renderQuietly();
    },

    /** Put the draft into the queue and send at once where there is a network. */
    async send(change = {}) {
      const { desk } = app;
      if (sending.has(desk)) return; // tapped twice
      sending.add(desk);
      const isHere = app.staying();
      const onward = { ask: win.location.hash, sheet: "#/mock" }[app.route.name] ?? (app.route.place === "" ? win.location.hash : QUEUE);
      const data = { ...desk.draft.data };
      if (desk.draft.act === "report_case" && !data.place && change.place) data.place = change.place;
      if (!(await desk.queue({ ...change, data }))) {
        sending.delete(desk);
        if (desk.isGone) await app.elsewhere();
        else app.render();
        return;
      }
      if (data.kind) {
        app.used = { ...app.used, [data.kind]: (app.used[data.kind] ?? 0) + 1 };
        await store.set(`used:${app.person.id}`, app.used);
      }
      app.say(app.isOnline() ? t.stored : t.storedOffline);
      await app.sent(onward, isHere);
    },

    /** Another tab changed the queue: show it, and let go of a draft that is none any more. */
    async changedElsewhere() {
      await app.reload();
      const mine = app.desk?.isBegun && app.acts.find((act) => act.id === app.desk.draft.id);
      if (app.desk?.isBegun && mine?.state !== "draft") await app.elsewhere();
      else app.renderQuietly();
    },

    async elsewhere() {
      app.say(t.elsewhere);
      await app.reload();
      await app.open();
    },

    /** Go on after an act was queued, unless the person has gone somewhere else meanwhile. */
    async sent(onward, isHere) {
      await app.reload();
      channel?.postMessage("changed");
      Promise.resolve(registration).then(askForSync);
      sender.send();
      if (isHere()) await app.go(onward);
      else app.renderQuietly();
    },

    /** Take note of what a round of sending brought. */
    async afterRound(told) {
      app.stopped = told.stopped || (told.next !== null && !told.sent ? "busy" : "");
      const before = new Set(app.acts.filter((act) => act.state === "accepted").map((act) => act.id));
      const person = app.person?.id;
      await app.reload();
      if (told.refused) app.say(t.sentBack);
      else if (told.sent) {
        const fresh = app.acts.findLast((act) => act.state === "accepted" && !before.has(act.id));
        app.say(fresh?.result?.title ? t.accepted(fresh.result.title) : t.acceptedPlain);
      }
      if (told.sent || told.refused) channel?.postMessage("changed");
      if (app.person?.id !== person || (app.person && !app.desk && FORMS[app.route.name])) await app.open();
      else app.renderQuietly();
    },
  };
  return Object.assign(app, queueActs(app, { root, store, net, t, win, channel, sender: () => sender }));
}

function screenFor(app) {
  if (!app.person || !app.lists) return signInFirst(app);
  const { desk, route } = app;
  if (desk) return FORM_SCREENS[desk.draft.form](app);
  return (SCREENS[route.name] ?? goneScreen)(app);
}

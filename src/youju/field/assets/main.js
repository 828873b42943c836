import "./field.css";

import { makeApp } from "./app.mjs";
import { openStore } from "./db.mjs";
import { takeOver } from "./early.mjs";
import { installOffer } from "./install.mjs";
import { cookieOf, makeNet } from "./net.mjs";
import { makeSender } from "./sender.mjs";
import { askToKeep } from "./space.mjs";
import { textsIn } from "./texts.mjs";
import { wakeUps } from "./wake.mjs";

const LONGEST_WAIT = 5000; // ms until the service worker is put in place
const root = document.getElementById("app");
const theme = cookieOf(document.cookie, "theme");
if (theme) document.documentElement.dataset.theme = theme;

const whenIdle = (work) => (window.requestIdleCallback ? window.requestIdleCallback(work, { timeout: 1000 }) : setTimeout(work, 300));

async function register() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return null;
  try {
    await serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope });
    return await serviceWorker.ready;
  } catch {
    return null; // without it the app works while it is open
  }
}

/** Photos taken before the app was there, and what is told of later ones from a camera that was open by then. */
const early = [];
let tell = () => {};
takeOver(root, (files) => {
  early.push(...files);
  tell();
});

async function start() {
  const store = await openStore();
  const net = makeNet({ fetch: (...asked) => fetch(...asked), token: () => cookieOf(document.cookie, "csrftoken") });
  const channel = new BroadcastChannel("youju-phone");
  let begin;
  const registration = new Promise((resolve) => {
    begin = resolve;
  }).then(register);
  const app = makeApp({
    root,
    toast: document.getElementById("toast"),
    store,
    net,
    t: textsIn(document.documentElement.lang),
    early,
    install: installOffer(window, () => app.renderQuietly()),
    registration,
    channel,
  });
  const sender = makeSender({ store, net, locks: navigator.locks, changed: (told) => app.afterRound(told) });
  app.useSender(sender);
  tell = () => app.takeEarly();
  channel.onmessage = () => app.changedElsewhere();
  window.addEventListener("hashchange", () => app.open());
  window.addEventListener("offline", () => app.renderQuietly());
  document.addEventListener("focusout", () => setTimeout(() => app.caughtUp()));
  root.addEventListener("pointerdown", () => app.pressed(true));
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => app.pressed(false), 50)); // after its click
  await app.reload();
  const sent = wakeUps(sender.send);
  await app.open();
  askToKeep(navigator.storage);
  setTimeout(begin, LONGEST_WAIT);
  await sent.finally(() => whenIdle(begin)); // what the worker keeps must not hold up what is shown
}

start().catch((error) => {
  const { cannotKeep } = textsIn(document.documentElement.lang);
  document.getElementById("main").textContent = cannotKeep;
  throw error;
});

import "./field.css";

import { makeApp } from "./app.mjs";
import { openStore } from "./db.mjs";
import { installOffer } from "./install.mjs";
import { cookieOf, makeNet } from "./net.mjs";
import { makeSender } from "./sender.mjs";
import { askToKeep } from "./space.mjs";
import { textsIn } from "./texts.mjs";
import { wakeUps } from "./wake.mjs";

const root = document.getElementById("app");
const theme = cookieOf(document.cookie, "theme");
if (theme) document.documentElement.dataset.theme = theme;

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

async function start() {
  const store = await openStore();
  const net = makeNet({ fetch: (...asked) => fetch(...asked), token: () => cookieOf(document.cookie, "csrftoken") });
  const channel = new BroadcastChannel("youju-phone");
  const app = makeApp({
    root,
    toast: document.getElementById("toast"),
    store,
    net,
    t: textsIn(document.documentElement.lang),
    install: installOffer(window, () => app.renderQuietly()),
    registration: register(),
    channel,
  });
  const sender = makeSender({ store, net, locks: navigator.locks, changed: (told) => app.afterRound(told) });
  app.useSender(sender);
  channel.onmessage = () => app.changedElsewhere();
  window.addEventListener("hashchange", () => app.open());
  window.addEventListener("offline", () => app.renderQuietly());
  document.addEventListener("focusout", () => setTimeout(() => app.caughtUp()));
  await app.reload();
  await app.open();
  askToKeep(navigator.storage);
  await wakeUps(sender.send);
}

start().catch((error) => {
  const { cannotKeep } = textsIn(document.documentElement.lang);
  document.getElementById("main").textContent = cannotKeep;
  throw error;
});

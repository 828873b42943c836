import { openStore } from "./db.mjs";
import { makeNet } from "./net.mjs";
import { makeSender } from "./sender.mjs";
import { answerFor, oldCaches, takeIn } from "./shell_cache.mjs";
import { isOurs } from "./wake.mjs";

const { version, urls, page } = self.SHELL;
const CACHE = `youju-phone-${version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(takeIn(urls, { caches, fetch, name: CACHE }).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of oldCaches(await caches.keys(), CACHE)) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

self.addEventListener("fetch", (event) => {
  const key = answerFor(event.request, { urls, page, origin: self.location.origin });
  if (!key) return; // all else goes to the network as it is: nothing of the API is ever kept here
  event.respondWith(caches.match(key, { cacheName: CACHE }).then((kept) => kept ?? fetch(event.request)));
});

/** Send what waits when the system says that there is a network, though the app may be closed. */
async function sendAll() {
  const token = async () => (await self.cookieStore?.get("csrftoken"))?.value ?? "";
  const net = makeNet({ fetch: (...asked) => fetch(...asked), token });
  const channel = new BroadcastChannel("youju-phone");
  const sender = makeSender({ store: await openStore(), net, locks: navigator.locks, after: () => 0 });
  const told = await sender.send();
  channel.postMessage("changed");
  channel.close();
  if (told.stopped === "offline" || told.next !== null) throw new Error("not all was sent: the system may try again");
}

self.addEventListener("sync", (event) => {
  if (isOurs(event)) event.waitUntil(sendAll());
});

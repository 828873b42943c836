import { Verdict } from "./answers.mjs";
import { waitAfter } from "./backoff.mjs";
import { sendRound } from "./queue.mjs";
import { refresh } from "./start.mjs";

export const LOCK = "youju-send";
const SOON = 60_000; // the longest pause while the app is open

/**
 * Return a sender of this phone's queue: `send()` for a round, `alone(work)` to change the queue.
 *
 * One round at a time among all tabs and the service worker (Web Locks); where locks are missing the
 * key makes an act count once all the same. Before each round the server says who is signed in, and
 * only that person's acts are sent.
 */
export function makeSender({ store, net, locks, now = Date.now, after = setTimeout, random = Math.random, changed = () => {} }) {
  let running = null;
  let next = null;
  let timer = null;
  let failed = 0; // rounds in a row before which nobody answered

  const alone = (work) => (locks ? locks.request(LOCK, work) : work());

  async function round() {
    const start = await refresh({ store, net, now });
    if (start.verdict !== Verdict.ACCEPTED) {
      failed += 1;
      const wait = Math.min(SOON, waitAfter(failed, 0, random));
      return { sent: 0, refused: 0, stopped: start.verdict, next: now() + wait, start };
    }
    failed = 0;
    const told = await sendRound({ store, net, owner: start.person.id, now });
    return { ...told, start };
  }

  /** Send; a call while a round is under way is answered by the next, as that one may have passed its act by. */
  function send() {
    if (running) {
      next ??= running.then(start, start);
      return next;
    }
    return start();
  }

  function start() {
    next = null;
    running = alone(round)
      .then((told) => {
        clearTimeout(timer);
        if (told.next !== null) timer = after(() => send(), Math.max(1000, told.next - now()));
        changed(told);
        return told;
      })
      .finally(() => {
        running = null;
      });
    return running;
  }

  return { send, alone };
}

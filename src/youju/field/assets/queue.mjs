import { endsRound, reasonOf, Verdict, verdictOf, verdictOnAct } from "./answers.mjs";
import { waitAfter } from "./backoff.mjs";
import { wishedWait } from "./net.mjs";
import { unlessFull } from "./space.mjs";
import { sendPhoto } from "./uploads.mjs";

export const ACTS = "/api/v1/acts";

/** Acts that were sent while the phone was too full to note it. */
const unsure = new Set();

/** Where an act of this phone stands. Only the server's answer for its key makes it accepted. */
export const State = Object.freeze({
  DRAFT: "draft", // being written
  WAITING: "waiting", // in the queue
  REFUSED: "refused", // sent back with a reason: somebody must look
  ACCEPTED: "accepted", // the server has it
});

/**
 * Send what one person left on this phone, oldest first; return {sent, refused, stopped, next}.
 *
 * `stopped` is the verdict that ended the round early (no network, signed out, a stranger answered),
 * `next` the earliest moment, in ms, at which trying again makes sense, or null. One bad act does not
 * block others, but acts on the same thing keep their order.
 */
export async function sendRound({ store, net, owner, now = Date.now, random = Math.random }) {
  const told = { sent: 0, refused: 0, stopped: "", next: null };
  const held = new Set();
  for (const act of await store.acts(owner)) {
    if (act.state !== State.WAITING) continue;
    const later = (at) => {
      if (act.subject) held.add(act.subject);
      told.next = told.next === null ? at : Math.min(told.next, at);
    };
    if (act.subject && held.has(act.subject)) continue;
    if (act.next_at > now()) {
      later(act.next_at);
      continue;
    }
    const outcome = await sendAct(act, { store, net, now });
    if (outcome.verdict === Verdict.ACCEPTED) told.sent += 1;
    else if (outcome.verdict === Verdict.REFUSED) told.refused += 1;
    else {
      later(await postpone(act, outcome, { store, now, random }));
      if (endsRound(outcome.verdict)) return { ...told, stopped: outcome.verdict };
    }
  }
  return told;
}

/** Send one act with its photos and write down what came of it. */
export async function sendAct(act, { store, net, now }) {
  const uploads = [];
  for (const photo of await store.photosOf(act.id)) {
    const outcome = await sendPhoto(photo, { net, store, unit: act.data.unit ?? "" });
    if (outcome.verdict === Verdict.REFUSED) {
      return refuse(act, { ...outcome.reason, field: "photos" }, { store, now });
    }
    if (outcome.verdict !== Verdict.ACCEPTED) return outcome;
    uploads.push(photo);
  }
  act.asked = true; // from here on the server may have it, whatever we hear
  if (!(await unlessFull(() => store.putAct(act)))) unsure.add(act.id);
  const answer = await net(ACTS, { method: "POST", json: wire(act, uploads, now()) });
  const verdict = verdictOnAct(answer, act.key);
  if (verdict === Verdict.ACCEPTED) {
    await accept(act.id, answer, { store, now });
    return { verdict };
  }
  if (verdict === Verdict.REFUSED) return refuse(act, reasonOf(answer), { store, now });
  return { verdict, wait: wishedWait(answer) };
}

/** Return the act as the server reads it. */
export function wire(act, photos, sentAt) {
  const idOf = new Map(photos.map((photo) => [photo.id, photo.upload.id]));
  const pictures = photos.filter((photo) => !photo.signature);
  const signatures = photos.filter((photo) => photo.signature).map((photo) => photo.upload.id);
  const described = pictures.map(({ upload, taken_at, lat, lng }) => ({ upload: upload.id, taken_at, lat, lng }));
  const data = { ...act.data };
  if (data.findings) {
    data.findings = data.findings.map(({ photos: ids = [], ...finding }) => ({
      ...finding,
      uploads: ids.filter((id) => idOf.has(id)).map((id) => idOf.get(id)),
    }));
  }
  return {
    key: act.key,
    act: act.act,
    done_at: act.done_at,
    sent_at: new Date(sentAt).toISOString(),
    clock_ahead: act.clock_ahead ?? null,
    person: act.owner,
    data: { ...data, photos: described },
    uploads: pictures.map((photo) => photo.upload.id),
    ...(signatures.length > 0 && { signatures }),
  };
}

/** Take an act out of the queue: the server has it. Where not even that can be noted, it just goes. */
async function accept(id, answer, { store, now }) {
  const noted = await unlessFull(() => store.accept(id, { ...answer.json.result, at: now() }));
  if (!noted) await store.removeAct(id);
}

async function refuse(act, reason, { store, now }) {
  await store.putAct({ ...act, state: State.REFUSED, asked: false, reason: { ...reason, at: now() } });
  return { verdict: Verdict.REFUSED };
}

async function postpone(act, { verdict, wait = 0 }, { store, now, random }) {
  if (verdict !== Verdict.BUSY) return now() + waitAfter(1, wait, random);
  const tries = (act.tries ?? 0) + 1;
  const next_at = now() + waitAfter(tries, wait, random);
  await unlessFull(() => store.putAct({ ...act, tries, next_at }));
  return next_at;
}

/**
 * Take an act out of the queue, to be changed or thrown away; return "free", "accepted" or "unknown".
 *
 * An act whose answer was lost may be on the server: it is asked first, so that nothing counts twice
 * and nobody changes what already counts. "unknown" means that it cannot be told now.
 */
export async function takeBack(id, { store, net, now = Date.now }) {
  const act = await store.act(id);
  if (!act || act.state === State.ACCEPTED) return "accepted";
  if (!act.asked && !unsure.has(id)) return "free";
  const answer = await net(`${ACTS}/${act.key}`);
  if (verdictOnAct(answer, act.key) === Verdict.ACCEPTED) {
    await accept(id, answer, { store, now });
    return "accepted";
  }
  if (answer?.status === 404 && answer.json && verdictOf(answer) !== Verdict.STRAY) {
    unsure.delete(id);
    await unlessFull(() => store.putAct({ ...act, asked: false }));
    return "free";
  }
  return "unknown";
}

/** Return the queue as its page shows it: refused first, then drafts, waiting, and what was accepted. */
export function grouped(acts) {
  const of = (state) => acts.filter((act) => act.state === state);
  const latest = (a, b) => (b.result?.at ?? 0) - (a.result?.at ?? 0);
  return {
    refused: of(State.REFUSED),
    drafts: of(State.DRAFT),
    waiting: of(State.WAITING),
    accepted: of(State.ACCEPTED).sort(latest),
  };
}

/** Say whether an act is still only on this phone. */
export function isUnsent(act) {
  return act.state !== State.ACCEPTED;
}

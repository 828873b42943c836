import { reasonOf, Verdict, verdictOf } from "./answers.mjs";
import { newKey } from "./keys.mjs";
import { wishedWait } from "./net.mjs";
import { unlessFull } from "./space.mjs";

const URL = "/api/v1/uploads";
const PART = 256 * 1024; // most photos go in one; less at once after a part was cut off
const SMALLEST = 32 * 1024;

/**
 * Send a photo in parts and return {verdict, reason, wait}; ACCEPTED once the server holds all of it.
 *
 * What was begun is kept with the photo, so that after a break, a restart or a killed server the
 * next call asks how much arrived and goes on from there.
 */
export async function sendPhoto(photo, { net, store, unit = "", part = PART, makeKey = newKey }) {
  if (photo.upload?.done) return { verdict: Verdict.ACCEPTED };
  for (let begun = 0; begun < 2; begun += 1) {
    const outcome = await attempt(photo, { net, store, unit, part, makeKey });
    if (!outcome.again) return outcome;
    photo.upload = null; // the server lost it or got it wrong: once more from the start
    await note(photo, store);
  }
  return { verdict: Verdict.BUSY };
}

/** Keep how far a photo came; a full phone sends on all the same, as sending is what makes room. */
const note = (photo, store) => unlessFull(() => store.putUpload(photo.id, photo.upload));

async function attempt(photo, { net, store, unit, part, makeKey }) {
  const known = photo.upload?.id !== undefined;
  const place = known ? await askOffset(photo, net) : await begin(photo, { net, store, unit, makeKey });
  if (place.offset === undefined) return place;
  let { offset } = place;
  const { size } = photo.blob;
  while (offset < size) {
    const length = photo.upload.part ?? part;
    const bytes = await photo.blob.slice(offset, offset + length).arrayBuffer();
    const answer = await net(`${URL}/${photo.upload.id}`, { method: "PATCH", bytes, headers: { "Upload-Offset": String(offset) } });
    const moved = judged(answer, offset);
    if (moved.verdict === Verdict.OFFLINE) await takeLess(photo, length, store);
    if (moved.offset === undefined) return moved;
    ({ offset } = moved);
  }
  photo.upload = { ...photo.upload, done: true };
  await note(photo, store);
  return { verdict: Verdict.ACCEPTED };
}

/** Remember to send this photo in smaller parts: where the line is slow, a large one never arrives in time. */
async function takeLess(photo, length, store) {
  photo.upload = { ...photo.upload, part: Math.min(length, Math.max(SMALLEST, Math.round(length / 4))) };
  await note(photo, store);
}

async function begin(photo, { net, store, unit, makeKey }) {
  photo.upload ??= { key: makeKey() };
  await note(photo, store); // the key is kept before it is used
  const { name, sha256, blob } = photo;
  const answer = await net(URL, { method: "POST", json: { key: photo.upload.key, name, size: blob.size, sha256, unit } });
  const verdict = verdictOf(answer);
  if (verdict !== Verdict.ACCEPTED) return failed(verdict, answer);
  if (answer.json.id === undefined) return { verdict: Verdict.STRAY };
  photo.upload = { ...photo.upload, id: answer.json.id };
  await note(photo, store);
  return { offset: Number(answer.json.offset) || 0 };
}

async function askOffset(photo, net) {
  const answer = await net(`${URL}/${photo.upload.id}`, { method: "HEAD" });
  if (answer?.status === 404) return { again: true };
  if (answer?.status === 401) return { verdict: Verdict.SIGN_IN };
  const offset = answer?.header("Upload-Offset");
  if (answer?.status === 200 && offset !== "" && !answer.redirected) return { offset: Number(offset) };
  return failed(answer && answer.status < 500 ? Verdict.STRAY : verdictOf(answer), answer);
}

/** Return the next offset after a part, or why there is none. */
function judged(answer, sentAt) {
  const verdict = verdictOf(answer);
  if (answer?.status === 409 && Number.isInteger(answer.json?.offset) && answer.json.offset !== sentAt) {
    return { offset: answer.json.offset };
  }
  if (answer?.status === 404 || (answer?.status === 422 && answer.json?.code === "hash")) return { again: true };
  if (verdict !== Verdict.ACCEPTED) return failed(verdict, answer);
  const offset = Number(answer.json.offset);
  return offset > sentAt ? { offset } : { verdict: Verdict.STRAY };
}

function failed(verdict, answer) {
  return { verdict, reason: reasonOf(answer), wait: wishedWait(answer) };
}

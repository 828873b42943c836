import { Verdict, verdictOf } from "./answers.mjs";
import { unlessFull } from "./space.mjs";

const URL = "/api/v1/phone/start";
const PERSON = "person";

/** The name under which one person's copy of the server's lists is kept. */
export const listsOf = (person) => `start:${person}`;

/** Return who used this phone last and their lists, for work without a network; null for nobody. */
export async function remembered(store) {
  const person = await store.get(PERSON);
  if (!person) return null;
  return { person, lists: (await store.get(listsOf(person.id))) ?? null };
}

/**
 * Ask the server who is signed in and for the lists; return {verdict, person, changed}.
 *
 * The person comes from the server alone. With 304 it is the one whose copy was named, as the mark
 * (ETag) is each person's own.
 */
export async function refresh({ store, net, now = Date.now }) {
  const known = await remembered(store);
  const mark = known?.lists?.etag;
  const answer = await net(URL, mark ? { headers: { "If-None-Match": mark } } : {});
  if (answer?.status === 304 && mark && !answer.redirected) {
    await unlessFull(() => store.set(listsOf(known.person.id), { ...known.lists, at: now() }));
    return { verdict: Verdict.ACCEPTED, person: known.person, changed: false };
  }
  const verdict = verdictOf(answer);
  if (verdict !== Verdict.ACCEPTED) return { verdict, person: null, changed: false };
  if (answer.json.person?.id === undefined) return { verdict: Verdict.STRAY, person: null, changed: false };
  const { person } = answer.json;
  const ahead = clockAhead(answer.json.server_time, now());
  await unlessFull(async () => {
    const lists = { ...answer.json, etag: answer.header("ETag"), at: now(), clock_ahead: ahead };
    await Promise.all([store.set(PERSON, { id: person.id, name: person.name }), store.set(listsOf(person.id), lists)]);
  });
  return { verdict, person, changed: true };
}

/** Return by how many whole seconds the phone is ahead of the server, or null where unknown. */
export function clockAhead(serverTime, phoneTime) {
  const server = Date.parse(serverTime ?? "");
  return Number.isNaN(server) ? null : Math.round((phoneTime - server) / 1000);
}

/** Forget who used the phone and their lists; what they left unsent stays, and stays theirs. */
export async function forgetPerson(store) {
  const person = await store.get(PERSON);
  if (person) await store.forget(listsOf(person.id));
  await store.forget(PERSON);
}

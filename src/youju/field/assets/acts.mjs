import { SURVEY } from "./kinds.mjs";
import { newKey } from "./keys.mjs";
import { State } from "./queue.mjs";

/** Return a new draft of an act: it belongs to the person who makes it. */
export function newDraft(act, { person, now = Date.now(), clockAhead = null, subject = "", data = {}, title = "", place = "", makeKey = newKey }) {
  const id = makeKey(now);
  return {
    id,
    key: id,
    owner: person.id,
    owner_name: person.name,
    act,
    state: State.DRAFT,
    subject,
    title,
    place,
    made_at: now,
    done_at: stamp(now),
    clock_ahead: clockAhead,
    data,
    tries: 0,
    next_at: 0,
    asked: false,
    reason: null,
    result: null,
  };
}

/** Return the moment as the phone's clock shows it, with its offset: 2026-07-08T10:38:02+08:00. */
export function stamp(moment, offset = -new Date(moment).getTimezoneOffset()) {
  const local = new Date(moment + offset * 60_000).toISOString().slice(0, 19);
  const two = (n) => String(Math.floor(n)).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

/** Say what a draft still lacks before it can be sent: a word of texts.mjs, or "". */
export function lacks(draft, { photos, kinds = [] }) {
  const { data } = draft;
  if (draft.act === "report_case") {
    if (data.kind === SURVEY && !data.description?.trim()) return "lacksWords";
    if (!data.kind) return "lacksKind";
    const kind = kinds.find((one) => one.code === data.kind);
    if (data.kind !== SURVEY && kind?.wants_photos && photos === 0) return "lacksPhoto";
    if (!data.place?.trim() && !Number.isFinite(data.lat)) return "lacksPlace";
  }
  if (draft.act === "rectify_case") {
    const wanted = Math.max(1, draft.before ?? 0); // before and after are pairs
    if (draft.wants_photos && photos !== wanted) return wanted === 1 && photos === 0 ? "lacksAfterPhoto" : "lacksPairs";
    if (!data.note?.trim()) return "lacksDone";
  }
  if (draft.act === "verify_case") {
    if (data.passed === undefined) return "lacksVerdict";
    if (!data.passed && !data.note?.trim()) return "lacksReason";
  }
  if (draft.act === "add_note" && !data.note?.trim()) return "lacksWords";
  return "";
}

/** Put a draft into the queue. */
export function queued(draft) {
  return { ...draft, state: State.WAITING, reason: null, tries: 0, next_at: 0 };
}

/** Make a refused or waiting act a draft again; a new key, as it is another act from now on. */
export function reopened(act, makeKey = newKey) {
  return { ...act, key: makeKey(), state: State.DRAFT, asked: false, tries: 0, next_at: 0 };
}

/** Return when the act was done by the phone's clock, and whether that clock is off by minutes. */
export function clockNote(ahead, allowed = 300) {
  if (ahead === null || ahead === undefined || Math.abs(ahead) < allowed) return null;
  return { minutes: Math.round(Math.abs(ahead) / 60), fast: ahead > 0 };
}

import { newDraft } from "./acts.mjs";
import { askedAt } from "./ask.mjs";
import { openDraft } from "./drafts.mjs";
import { entryFor } from "./entries.mjs";
import { SURVEY } from "./kinds.mjs";
import { subjectOfSheet } from "./mock.mjs";
import { State } from "./queue.mjs";

/** The forms: which act each makes. */
export const FORMS = Object.freeze({
  report: "report_case",
  survey: "report_case",
  rectify: "rectify_case",
  verify: "verify_case",
  note: "add_note",
  visit: "record_visit",
  ask: "survey_sheet",
  sheet: "mock_sheet",
  entry: "record_entry",
});

/** Return which form an address writes in, or "" for a page without one. */
export function formOf(route) {
  if (["report", "survey", "visit", "ask", "sheet", "entry"].includes(route.name)) return route.name;
  if (route.name !== "do") return "";
  return Object.keys(FORMS).find((form) => FORMS[form] === route.act && form !== "survey") ?? "";
}

/** Return the draft that waits for this form and subject: what was not finished last time. */
export function draftFor(acts, form, subject) {
  return acts.findLast((act) => act.state === State.DRAFT && act.form === form && act.subject === subject && !act.reason) ?? null;
}

/** Open the desk of an address: its unfinished draft, or a new one; null where nothing is written. */
export async function deskFor(route, { acts, lists, person, now, tools }) {
  if (route.name === "edit") {
    const act = acts.find((one) => one.id === route.id && one.state === State.DRAFT);
    return act ? openDraft(act, tools) : null;
  }
  const form = formOf(route);
  const about = form && subjectOf(route, form, lists);
  if (!about) return null;
  const waiting = draftFor(acts, form, about.subject);
  if (waiting) return openDraft(waiting, tools);
  const draft = { ...newDraft(FORMS[form], { person, now, clockAhead: lists?.clock_ahead ?? null, ...about }), form };
  return openDraft({ ...draft, wants_photos: about.wants_photos, before: about.before, checks: about.checks, ledger: about.ledger }, { ...tools, isNew: true });
}

/** Return what a new draft of the form is about: its subject, title, place and first data. */
function subjectOf(route, form, lists) {
  const unit = lists?.member?.unit ?? "";
  if (form === "report") return { subject: "", data: { unit, source: sourceFor(lists?.member?.role) } };
  if (form === "survey") return { subject: "", data: { unit, source: sourceFor(lists?.member?.role), kind: SURVEY } };
  if (form === "ask") {
    const about = askedAt(lists, route.id);
    return about && { subject: `cell:${about.cell.id}`, title: about.cell.name, place: about.cell.unit_name, data: { version: about.survey.version, cell: about.cell.id, channel: "interview", answers: {} } };
  }
  if (form === "entry") return entryFor(lists, route.id);
  if (form === "visit") {
    const place = lists?.places?.find((one) => String(one.id) === route.id);
    return place && { subject: `place:${place.id}`, title: place.name, place: place.address ?? "", data: { place: place.id, unit: place.unit, items: [], findings: [] } };
  }
  if (form === "sheet") {
    const spot = lists?.mock?.find((one) => String(one.id) === route.id);
    return spot && { subject: subjectOfSheet(spot.id), title: spot.name, place: spot.address ?? "", checks: spot.checks, data: { spot: spot.id, items: [], findings: [] } };
  }
  const one = lists?.cases?.find((found) => String(found.id) === route.id);
  if (!one?.acts?.includes(FORMS[form])) return null;
  return { subject: `case:${one.id}`, title: one.title || one.kind_name, place: one.place ?? "", wants_photos: Boolean(one.wants_photos) && form === "rectify", before: one.photos ?? 0, data: { case: one.id } };
}

/** Return the source of a problem by who saw it. */
export function sourceFor(role) {
  if (role === "inspector" || role === "office") return "supervision";
  if (role === "volunteer") return "resident";
  return role === "grid_worker" ? "grid" : "patrol";
}

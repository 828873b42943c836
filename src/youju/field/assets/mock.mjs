/** The marks of a check, in the order in which they stand. */
export const MARKS = Object.freeze(["yes", "no", "na"]);

/** The subject of the act that scores a place drawn. */
export const subjectOfSheet = (id) => `mock:${id}`;

/** Return the places in the order of the route, those already scored on this phone last, with how they stand. */
export function sheetsInOrder(sheets, acts) {
  const stateOf = (sheet) => acts.findLast((act) => act.subject === subjectOfSheet(sheet.id) && act.state !== "draft")?.state ?? "";
  const known = sheets.map((sheet) => ({ ...sheet, state: stateOf(sheet) }));
  const left = (sheet) => (sheet.state === "waiting" || sheet.state === "accepted" ? 1 : 0);
  return known.sort((a, b) => left(a) - left(b) || a.round.localeCompare(b.round, "zh") || a.order - b.order || a.id - b.id);
}

/** Return how many places are still to be scored. */
export const sheetsLeft = (sheets, acts) => sheetsInOrder(sheets, acts).filter((sheet) => !["waiting", "accepted"].includes(sheet.state)).length;

/** Mark a check; what was counted and noted stays, photos stay only with what failed. */
export function scored(data, check, mark) {
  const before = (data.items ?? []).find((one) => one.code === check.code);
  const items = (data.items ?? []).filter((one) => one.code !== check.code);
  items.push({ number: null, note: "", ...before, code: check.code, mark });
  const findings = (data.findings ?? []).filter((one) => one.item !== check.code || mark === "no");
  if (mark === "no" && !findings.some((one) => one.item === check.code)) findings.push({ item: check.code, photos: [] });
  return { ...data, items, findings };
}

/** Say more about a check that was marked: the number counted, a note. */
export function said(data, code, change) {
  return { ...data, items: data.items.map((one) => (one.code === code ? { ...one, ...change } : one)) };
}

/** Return the whole number that was typed, or null for anything else. */
export function counted(typed) {
  const plain = typed.trim();
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}

/** Say what a sheet still lacks: a word of texts.mjs, or "". */
export function sheetLacks(data, checks) {
  const seen = new Set((data.items ?? []).map((one) => one.code));
  return checks.every((one) => seen.has(one.code)) ? "" : "lacksItems";
}

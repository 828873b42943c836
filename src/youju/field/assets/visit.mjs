/** Return the places that fit what was typed, due ones first, then by how near they are. */
export function placesInOrder(places, { typed = "", position = null, away = () => Infinity, matches = () => true }) {
  const wanted = places.filter((place) => matches(typed, `${place.name} ${place.pinyin ?? ""} ${place.kind_name ?? ""} ${place.address ?? ""}`));
  const far = (place) => (position && Number.isFinite(place.lat) ? away(position, place) : Infinity);
  return wanted.sort((a, b) => dueKey(a).localeCompare(dueKey(b)) || compare(far(a), far(b)) || a.name.localeCompare(b.name, "zh"));
}

const dueKey = (place) => place.due || "9999";
const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

/** Return the checklist of a place, or one open question where it has none. */
export function checklistFor(place, checklists, open) {
  const found = checklists.find((list) => list.code === place.checklist);
  return found ?? { code: "", title: "", items: [{ code: "", text: open, case_kind: "" }] };
}

/** Mark an item as in order or faulty; a fault opens a finding, which becomes a case. */
export function marked(data, item, ok) {
  const items = [...(data.items ?? []).filter((one) => one.code !== item.code), { code: item.code, ok, note: "" }];
  const findings = (data.findings ?? []).filter((one) => one.item !== item.code || !ok);
  if (!ok && !findings.some((one) => one.item === item.code)) {
    findings.push({ item: item.code, kind: item.case_kind ?? "", description: "", photos: [] });
  }
  return { ...data, items, findings };
}

/** Change what is said about one fault. */
export function found(data, item, change) {
  return { ...data, findings: data.findings.map((one) => (one.item === item ? { ...one, ...change } : one)) };
}

/** Mark all that was not looked at as in order: one tap for the usual case. */
export function restInOrder(data, checklist) {
  return checklist.items.reduce(
    (so, item) => ((so.items ?? []).some((one) => one.code === item.code) ? so : marked(so, item, true)),
    data,
  );
}

/** Say what a visit still lacks: a word of texts.mjs, or "". */
export function visitLacks(data, checklist) {
  if ((data.findings ?? []).some((one) => !one.kind)) return "lacksKind";
  const seen = new Set((data.items ?? []).map((one) => one.code));
  return checklist.items.every((item) => seen.has(item.code)) ? "" : "lacksItems";
}

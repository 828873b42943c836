/** Return what a new entry of a ledger is about, with what its fields usually hold; null where the ledger is gone. */
export function entryFor(lists, code) {
  const ledger = lists?.ledgers?.find((one) => one.code === code);
  if (!ledger) return null;
  const values = Object.fromEntries(ledger.fields.filter((field) => field.default).map((field) => [field.key, field.default]));
  return { subject: `ledger:${code}`, title: ledger.label, ledger, data: { ledger: code, unit: lists.member?.unit ?? "", values } };
}

/** Return the values with a choice tapped: chosen, or taken back where it was; several go in a row. */
export function tapped(values, field, choice) {
  const held = chosen(values, field);
  if (field.kind !== "choices") return { ...values, [field.key]: held[0] === choice ? "" : choice };
  const now = held.includes(choice) ? held.filter((one) => one !== choice) : [...held, choice];
  return { ...values, [field.key]: now.join("、") };
}

/** Return the choices of a field that are taken. */
export function chosen(values, field) {
  return (values?.[field.key] ?? "").split("、").filter(Boolean);
}

/** Say what an entry still lacks: a word of texts.mjs, or "". */
export function entryLacks(data, ledger) {
  const isOpen = (field) => field.required && !(data.values?.[field.key] ?? "").trim();
  return ledger.fields.some(isOpen) ? "lacksFields" : "";
}

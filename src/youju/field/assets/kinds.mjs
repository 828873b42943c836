import { ranked } from "../../ui/assets/match.mjs";

export const SURVEY = "s0613";
const SHOWN = 5;
// What is met most outdoors, for a phone and a unit without any habit yet: codes of the shipped sample.
const OFTEN = ["s0101", "s0106", "s0108", "s0301", "s0308"];

/** Return the kinds one can choose: those without kinds below them, the quick report aside. */
export function choosable(kinds) {
  const parents = new Set(kinds.map((kind) => kind.parent).filter(Boolean));
  return kinds.filter((kind) => !parents.has(kind.code) && kind.code !== SURVEY);
}

/** Return the few kinds that stand as buttons: this person's habit first, then the unit's, then the list's. */
export function usual(kinds, { used = {}, common = [], shown = SHOWN } = {}) {
  const can = choosable(kinds);
  const byCode = new Map(can.map((kind) => [kind.code, kind]));
  const mine = Object.keys(used).filter((code) => byCode.has(code)).sort((a, b) => used[b] - used[a]);
  const order = [...mine.slice(0, shown), ...[...common, ...OFTEN].filter((code) => byCode.has(code)), ...byCode.keys()];
  return [...new Set(order)].slice(0, shown).map((code) => byCode.get(code));
}

/** Return the buttons with the chosen kind among them. */
export function withChosen(shown, kinds, code) {
  const chosen = kinds.find((kind) => kind.code === code);
  if (!chosen || shown.some((kind) => kind.code === code)) return shown;
  return [chosen, ...shown.slice(0, -1)];
}

/** Return the kinds that match what was typed, by characters, pinyin or initials, with their group. */
export function found(typed, kinds) {
  const names = new Map(kinds.map((kind) => [kind.code, kind.name]));
  const choices = choosable(kinds).map((kind) => ({
    ...kind,
    label: kind.name,
    group: names.get(kind.parent) ?? "",
    find: [kind.name, kind.pinyin ?? "", names.get(kind.parent) ?? ""].join(" "),
  }));
  return ranked(typed, choices);
}

/**
 * Keys pressed while a sheet of paper is being stored and the page of the next one comes: kept in order, then typed.
 *
 * A clerk who types by touch does not wait for the page. What is pressed meanwhile belongs to the next sheet.
 */
export const LONGEST = 120_000; // ms after which keys are of no sheet that anybody still has in hand

/** Return the key to keep of a keydown, or "" where it is none of a sheet's. */
export function keyOf({ key, ctrlKey, metaKey, altKey, isComposing }) {
  if (ctrlKey || metaKey || altKey || isComposing) return "";
  return [...key].length === 1 || ["Enter", "Backspace", "Tab"].includes(key) ? key : "";
}

/**
 * Return what keys make of an empty sheet: {values, at, sends, rest}.
 *
 * `questions` are {most, kind} in order and `goesOn(value, question)` says whether a value is complete. Enter on the last
 * question sends the sheet; the keys after it are the rest.
 */
export function typedAhead(keys, questions, goesOn) {
  const values = questions.map(() => "");
  const last = questions.length - 1;
  let at = 0;
  for (const [n, key] of keys.entries()) {
    if (key === "Enter" && at === last) return { values, at, sends: true, rest: keys.slice(n + 1) };
    if (key === "Enter" || key === "Tab") at = Math.min(at + 1, last);
    else if (key === "Backspace" && values[at] === "") at = Math.max(at - 1, 0);
    else if (key === "Backspace") values[at] = values[at].slice(0, -1);
    else {
      values[at] += key;
      if (at < last && goesOn(values[at], questions[at])) at += 1;
    }
  }
  return { values, at, sends: false, rest: [] };
}

/** Return {take, put}: the keys kept under a name from one page to the next. */
export function aheadIn(storage, name, now = Date.now) {
  return {
    take() {
      const kept = JSON.parse(storage.getItem(name) ?? "null");
      storage.removeItem(name);
      return kept && now() - kept.at < LONGEST ? kept.keys : [];
    },
    put(keys) {
      if (keys.length) storage.setItem(name, JSON.stringify({ keys, at: now() }));
      else storage.removeItem(name);
    },
  };
}

/** Return the text as it is compared: lower case, full-width folded, no spaces at the ends. */
export function folded(text) {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** Say whether what was typed is found: as characters, as pinyin, or as the initials of pinyin. */
export function matches(typed, findable) {
  const wanted = folded(typed).replace(/\s+/g, "");
  if (!wanted) return true;
  const words = folded(findable).split(/\s+/);
  if (words.some((word) => word.includes(wanted))) return true;
  const letters = words.filter((word) => /^[a-z]+$/.test(word));
  if (letters.join("").includes(wanted)) return true;
  return letters.map((word) => word[0]).join("").startsWith(wanted);
}

/** Return the choices that match, those beginning with what was typed first. */
export function ranked(typed, choices) {
  const wanted = folded(typed);
  const found = choices.filter((choice) => matches(typed, choice.find));
  const begins = (choice) => (folded(choice.label).startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b));
}

const FIRST = 5_000;
const LONGEST = 15 * 60_000;

/** Return how long to wait, in ms, after so many failed tries; the server's own wish goes first. */
export function waitAfter(tries, wished = 0, random = Math.random) {
  const grown = Math.min(LONGEST, FIRST * 2 ** Math.max(0, tries - 1));
  const spread = Math.round(grown * (0.8 + 0.4 * random())); // phones do not come back all at once
  return Math.max(spread, wished);
}

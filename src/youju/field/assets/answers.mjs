/** What an answer of the network means for what was sent. */
export const Verdict = Object.freeze({
  ACCEPTED: "accepted", // our server has it
  REFUSED: "refused", // our server says why not; sending again will not help
  SIGN_IN: "sign_in", // our server does not know who asks
  STRAY: "stray", // something else answered: a captive portal, a proxy, a page
  BUSY: "busy", // our server is in trouble with this one; others may pass
  OFFLINE: "offline", // nobody answered
});

const FINAL = new Set([403, 404, 409, 410, 413, 415, 422]);
const WAY_IN = new Set(["csrf", "no_post", "person", "unauthorized"]);

/**
 * Judge an answer by itself: {status, json, redirected} as net.mjs gives it, or null.
 *
 * Only JSON can come from our server. A refusal must say why, else it is not taken for one: a failed
 * CSRF check or a proxy's error would otherwise throw the act back at somebody who can do nothing.
 */
export function verdictOf(answer) {
  if (!answer) return Verdict.OFFLINE;
  if (answer.redirected) return Verdict.STRAY;
  const { status, json } = answer;
  if (status >= 500 || status === 429 || status === 408) return Verdict.BUSY;
  if (json && (status === 403 || status === 401) && (WAY_IN.has(json.code) || !json.message)) return Verdict.SIGN_IN;
  if (status === 401) return json ? Verdict.SIGN_IN : Verdict.STRAY;
  if (!json) return Verdict.STRAY;
  if (status >= 200 && status < 300) return Verdict.ACCEPTED;
  if (status === 400) return Verdict.BUSY; // it came in pieces
  return FINAL.has(status) && json.message ? Verdict.REFUSED : Verdict.STRAY;
}

/** Judge the answer to an act: accepted only with 200 and the act's own key. */
export function verdictOnAct(answer, key) {
  const verdict = verdictOf(answer);
  if (verdict !== Verdict.ACCEPTED) return verdict;
  return answer.status === 200 && answer.json.key === key ? Verdict.ACCEPTED : Verdict.STRAY;
}

/** Say whether a verdict ends the round: nothing else would get through either. */
export function endsRound(verdict) {
  return verdict === Verdict.SIGN_IN || verdict === Verdict.STRAY || verdict === Verdict.OFFLINE;
}

/** Return {code, field, message} of a refusal. */
export function reasonOf(answer) {
  const { code = "", field = "", message = "" } = answer?.json ?? {};
  return { code: code ?? "", field: field ?? "", message };
}

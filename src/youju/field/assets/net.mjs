const PATIENCE = 30_000;

/** Return the value of a cookie, or "". */
export function cookieOf(cookies, name) {
  const found = cookies.split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/**
 * Return ask(path, {method, json, bytes, form, headers}) → {status, json, redirected, header} or null.
 *
 * null means that nobody answered in time. Redirects are not followed: a sign-in page answers 200
 * too, and what was sent would be taken for received. `token` gives the CSRF token of this moment.
 */
export function makeNet({ fetch, token, patience = PATIENCE }) {
  return async function ask(path, { method = "GET", json, bytes, form, headers = {} } = {}) {
    const sent = { Accept: "application/json", ...headers };
    if (method !== "GET" && method !== "HEAD") sent["X-CSRFToken"] = await token();
    if (json !== undefined) sent["Content-Type"] = "application/json";
    if (bytes !== undefined) sent["Content-Type"] = "application/offset+octet-stream";
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), patience);
    try {
      const response = await fetch(path, {
        method,
        headers: sent,
        body: form ? new URLSearchParams(form) : json === undefined ? bytes : JSON.stringify(json),
        redirect: "manual",
        credentials: "same-origin",
        cache: "no-store",
        signal: giveUp.signal,
      });
      return await read(response, method);
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
}

async function read(response, method) {
  const { status, headers } = response;
  const redirected = response.type === "opaqueredirect" || response.redirected || (status >= 300 && status < 400 && status !== 304);
  const isJson = (headers.get("Content-Type") ?? "").split(";")[0].trim().endsWith("json");
  let json = null;
  if (isJson && method !== "HEAD" && !redirected && status !== 204 && status !== 304) {
    json = await response.json(); // cut off in the middle: no answer, which the caller catches
    if (json === null || typeof json !== "object") json = null;
  }
  return { status, json, redirected, header: (name) => headers.get(name) ?? "" };
}

/** Return how long, in ms, the server asks to be left alone. */
export function wishedWait(answer) {
  const seconds = Number(answer?.header?.("Retry-After"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

const PREFIX = "youju-phone-";
const NAMED_BY_CONTENT = /-[\w-]{8}\.(js|css)$/; // Vite's names
const KINDS = [
  [/\.js(\?|$)/, "javascript"],
  [/\.css(\?|$)/, "css"],
  [/\.(png|svg)(\?|$)/, "image/"],
  [/manifest\.webmanifest(\?|$)/, "json"],
];

/** Say whether an answer is what the address promises; a captive portal's page is not. */
export function isGenuine(url, response) {
  if (!response.ok || response.redirected || response.type === "opaqueredirect") return false;
  const said = response.headers.get("Content-Type") ?? "";
  const promised = KINDS.find(([pattern]) => pattern.test(url))?.[1] ?? "text/html";
  return said.includes(promised) && (promised !== "text/html" || response.headers.get("X-Youju-Shell") === "1");
}

/**
 * Keep all parts of the app, or none: half an app would not start.
 *
 * A part whose name changes with what is in it is taken as the browser has it, as it was fetched a moment ago;
 * the others, and any that is not what its address promises, come from the server.
 */
export async function takeIn(urls, { caches, fetch, name }) {
  const ask = (url, cache) => fetch(url, { cache, redirect: "manual", credentials: "same-origin" });
  const one = async (url) => {
    const held = NAMED_BY_CONTENT.test(url) && (await ask(url, "default"));
    return held && isGenuine(url, held) ? held : ask(url, "reload");
  };
  const answers = await Promise.all(urls.map(one));
  const wrong = urls.filter((url, n) => !isGenuine(url, answers[n]));
  if (wrong.length) throw new Error(`not the app: ${wrong.join(" ")}`);
  const cache = await caches.open(name);
  await Promise.all(urls.map((url, n) => cache.put(url, answers[n])));
}

/** Drop every kept version of the app: the next page comes from the server, and is kept again. */
export async function dropShell(caches) {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

/** Return the caches of earlier versions. */
export function oldCaches(names, current) {
  return names.filter((name) => name.startsWith(PREFIX) && name !== current);
}

/** Return under which address a request is answered from the phone, or "". */
export function answerFor(request, { urls, page, origin }) {
  if (request.method !== "GET") return "";
  const asked = new URL(request.url);
  if (asked.origin !== origin) return "";
  if (request.mode === "navigate") return asked.pathname === page ? page : "";
  return urls.includes(asked.pathname) ? asked.pathname : "";
}

import { say } from "./messages.mjs";
import { texts } from "./texts.mjs";

/** Settings of htmx: nothing inline, nothing evaluated, refusals shown where they belong. */
export const CONFIG = {
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  timeout: 60_000,
  defaultSettleDelay: 0,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "(400|403|404|409|422|429)", swap: true, error: false },
    { code: "[45]..", swap: false, error: true },
  ],
};

/** Return as many grey lines as the waiting part will roughly have. */
function shapes(doc, count) {
  return Array.from({ length: count }, (_, i) => {
    const line = doc.createElement("span");
    line.className = i % 3 === 2 ? "shape short" : "shape";
    return line;
  });
}

/** Set htmx up for the page. */
export function setUpHtmx(htmx, doc = document) {
  Object.assign(htmx.config, CONFIG);
  doc.addEventListener("htmx:configRequest", (event) => {
    const token = doc.querySelector('meta[name="csrf-token"]')?.content;
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
  });
  doc.addEventListener("htmx:beforeRequest", ({ detail }) => {
    detail.target?.setAttribute("aria-busy", "true");
    const count = Number(detail.elt.closest("[data-shape]")?.dataset.shape ?? 0);
    if (count && detail.target) detail.target.replaceChildren(...shapes(doc, count));
  });
  doc.addEventListener("htmx:afterRequest", ({ detail }) => {
    detail.target?.removeAttribute("aria-busy");
  });
  doc.addEventListener("htmx:sendError", () => say(texts(doc).noNetwork, { doc }));
  doc.addEventListener("htmx:timeout", () => say(texts(doc).tooLong, { doc }));
  doc.addEventListener("htmx:responseError", () => say(texts(doc).serverTrouble, { doc }));
}

import { h } from "../dom.mjs";
import { empty, head } from "./parts.mjs";

/** Nobody has used this phone yet: the network is needed once. */
export function signInFirst(app) {
  const { t } = app;
  const unreachable = app.stopped === "offline" || !app.isOnline();
  const others = app.others.length > 0 && h("p", { class: "note due" }, t.othersHere(app.others.map(t.otherOne).join(t.and)));
  return {
    head: head(app, t.capture),
    body: [
      app.stopped && empty(unreachable ? t.unreachable : t.signInFirst, t.signInWhy, h("a", { class: "button primary", href: app.signInUrl }, t.signIn)),
      !app.stopped && h("div", { class: "loading", "aria-busy": "true" }, h("span", { class: "shape" }), h("span", { class: "shape short" })),
      others,
    ],
  };
}

/** What the address names is not on this phone. */
export function goneScreen(app) {
  const { t } = app;
  return { head: head(app, t.mine, { back: "#/mine" }), body: [empty(t.gone, t.goneWhy)] };
}

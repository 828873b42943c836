import { h } from "../dom.mjs";
import { found } from "../kinds.mjs";

/** The bar at the top: title, whose, and one link at the right. */
export function head(app, title, { link = null, back = null } = {}) {
  const whose = app.lists?.member?.unit_name ?? "";
  return h(
    "header",
    { class: "phone-head" },
    back && h("a", { href: back, class: "back" }, app.t.back),
    h("h1", { id: "title", tabindex: "-1" }, title),
    whose && h("span", { class: "meta whose" }, whose),
    link && h("span", { class: "push" }, link),
  );
}

/** The three places at the bottom, with how many were sent back. */
export function places(app) {
  const refused = app.acts.filter((act) => act.state === "refused").length;
  const here = app.route.place;
  const item = (place, label, extra) =>
    h("a", { href: `#/${place}`, "aria-current": here === place ? "page" : null }, label, extra);
  return h(
    "nav",
    { class: "phone-nav", "aria-label": app.t.places },
    item("", app.t.capture),
    item("mine", app.t.mine, refused > 0 && h("span", { class: "pill late" }, String(refused))),
    item("patrol", app.t.patrol),
  );
}

/** What belongs here, why, and the first act. */
export function empty(title, why, act) {
  return h("div", { class: "empty" }, h("h2", {}, title), h("p", {}, why), act);
}

/** A button that opens the camera, or the album without `camera`. */
export function photoButton(label, { onfiles, camera = true, id, classes = "button" }) {
  const input = h("input", {
    id,
    type: "file",
    accept: "image/*",
    capture: camera ? "environment" : null,
    multiple: !camera,
    class: "sr",
    onchange: ({ target }) => {
      const files = [...target.files];
      target.value = "";
      if (files.length) onfiles(files);
    },
  });
  return h("label", { class: `${classes} photo-button`, for: id }, input, label);
}

/** The photos of a draft: the chosen one large, all as small ones, and the camera. */
export function shot(app, desk, { label, takePhotos, hint }) {
  const { t } = app;
  const { photos } = desk;
  if (photos.length === 0) {
    return h(
      "div",
      { class: "shot none" },
      photoButton(label, { id: "camera", onfiles: takePhotos, classes: "shoot" }),
      hint && h("p", { class: "meta" }, hint),
      photoButton(t.fromAlbum, { id: "album", onfiles: takePhotos, camera: false, classes: "link album" }),
    );
  }
  const at = Math.min(app.ui.photo ?? photos.length - 1, photos.length - 1);
  const show = (n) => () => {
    app.ui.photo = n;
    app.render();
  };
  const drop = async () => {
    await desk.remove(photos[at].id);
    app.ui.photo = undefined;
    app.render();
  };
  return h(
    "div",
    { class: "shot" },
    h("img", { src: app.urlOf(photos[at]), alt: t.shownPhoto(at + 1) }),
    h("button", { class: "button drop", type: "button", id: "drop-photo", onclick: drop }, t.dropPhoto(at + 1)),
    h(
      "div",
      { class: "strip" },
      h("div", { class: "small-ones" }, photos.map((photo, n) =>
        h(
          "button",
          { class: "photo", type: "button", "aria-pressed": String(n === at), onclick: show(n), "aria-label": t.photoN(n + 1) },
          h("img", { src: app.urlOf(photo), alt: "" }),
        ))),
      photoButton(t.takeMore, { id: "camera", onfiles: takePhotos, classes: "button push" }),
    ),
  );
}

/** A text field that is kept while one types. */
export function words(app, { id, label, hint = "", name = "description", rows = 2, required = false, optional = "" }) {
  return h(
    "div",
    { class: "field line-field" },
    h("label", { for: id }, label, optional && h("span", { class: "req" }, optional)),
    h("textarea", {
      id,
      rows,
      placeholder: hint,
      required,
      value: app.desk.draft.data[name] ?? "",
      oninput: ({ target }) => app.write({ [name]: target.value }),
    }),
  );
}

/** Usual sentences, one tap each. */
export function phrases(app, name, choices) {
  const choose = (text) => async () => {
    await app.change({ [name]: text });
    app.render();
  };
  const chosen = app.desk.draft.data[name];
  return h("div", { class: "phrases" }, choices.map((text) => h("button", { class: text === chosen ? "chip on" : "chip", type: "button", "aria-pressed": String(text === chosen), onclick: choose(text) }, text)));
}

/** The whole list of kinds, searched by characters or pinyin; `choose(kind)` on a tap. */
export function kindList(app, choose) {
  const { t } = app;
  const list = h("ul", { class: "rows" });
  const fill = (typed) => {
    const shown = found(typed, app.lists?.kinds ?? []).slice(0, 200);
    const row = (kind) =>
      h("li", {}, h("button", { class: "row-button", type: "button", onclick: () => choose(kind) }, h("b", {}, kind.name), kind.group && h("small", {}, kind.group)));
    list.replaceChildren(...(shown.length ? shown.map(row) : [h("li", { class: "none" }, t.noKind)]));
  };
  fill("");
  return h(
    "div",
    { class: "picking" },
    h(
      "div",
      { class: "search-line" },
      h("input", { id: "find-kind", type: "search", class: "input", placeholder: t.findKind, "aria-label": t.findKind, oninput: ({ target }) => fill(target.value) }),
    ),
    list,
  );
}

/** The one act of a page, with the reason beside it where it cannot be done yet. */
export function mainAct(app, label, { lack, onclick }) {
  const word = app.desk.isAdding ? app.t.scaling : lack ? app.t[lack] : ""; // a photo half made ready would stay behind
  const reason = typeof word === "function" ? word(app.desk.draft.before) : word;
  return h(
    "div",
    { class: "main-act" },
    h(
      "button",
      { id: "send", class: "button primary wide", type: "button", "aria-disabled": reason ? "true" : null, "aria-describedby": reason ? "lack" : null, onclick: reason ? () => app.say(reason) : onclick },
      label,
    ),
    h("p", { id: "lack", class: "meta lack" }, reason),
  );
}

/** What stands over everything: a full phone, no network, signed out. */
export function banner(app) {
  const { t, stopped } = app;
  const unsent = app.acts.filter((act) => act.state === "waiting").length;
  const line = (text, ...more) => h("div", { class: "banner", role: "status" }, h("span", {}, text), ...more);
  if (app.desk?.isFull) {
    const again = async () => {
      await app.desk.keepAgain();
      app.render();
    };
    return h("div", { class: "banner late", role: "alert" }, h("span", {}, h("b", {}, t.full), h("br"), t.fullWhy), h("button", { class: "button", type: "button", onclick: again }, t.keepAgain));
  }
  if (!app.person) return null; // the page itself says what to do
  if (stopped === "sign_in") return line(t.signInN(unsent), h("a", { class: "push", href: app.signInUrl }, t.signIn));
  if (stopped === "stray") return line(t.strayN(unsent), h("a", { class: "push", href: app.signInUrl }, t.signIn));
  if (stopped === "offline" || !app.isOnline()) return line(unsent ? t.offlineN(unsent) : t.offlineNone);
  if (stopped === "busy" && unsent) return line(t.busyN(unsent));
  if (app.desk?.isAdding) return line(t.scaling);
  return null;
}

import { signOn } from "../../../ui/assets/signature.mjs";
import { h } from "../dom.mjs";
import { head } from "./parts.mjs";

/** The line of a form that says who signs, with what was signed. */
export function signLine(app, label) {
  const { t, desk } = app;
  const { signature } = desk;
  const open = () => {
    app.ui.signing = true;
    app.render();
  };
  const drop = async () => {
    await desk.remove(signature.id);
    app.render();
  };
  return h(
    "div",
    { class: "field line-field", id: "signature" },
    h("p", { class: "label" }, label, !signature && h("span", { class: "req" }, t.optional)),
    signature && h("img", { class: "signed-shown", src: app.urlOf(signature), alt: label }),
    h(
      "div",
      { class: "line-acts" },
      h("button", { class: "button", type: "button", id: "sign", onclick: open }, signature ? t.signAgain : t.sign),
      signature && h("button", { class: "button", type: "button", id: "sign-off", onclick: drop }, t.signDrop),
    ),
  );
}

/** The page to sign on. Its canvas outlives what is drawn anew around it. */
export function signScreen(app, label) {
  const { t, desk, ui } = app;
  ui.pad ??= makePad(t, label);
  const { canvas, pad, done } = ui.pad;
  const close = () => {
    ui.signing = false;
    ui.pad = null;
    app.render();
  };
  const keep = async () => {
    if (done.getAttribute("aria-disabled")) return app.say(t.lacksSignature);
    const blob = await new Promise((made) => canvas.toBlob(made, "image/png"));
    await desk.sign(new File([blob], "signature.png", { type: "image/png" }));
    return close();
  };
  done.onclick = keep;
  return {
    head: head(app, label, { link: h("button", { class: "link", type: "button", id: "sign-cancel", onclick: close }, t.cancel) }),
    body: [h("p", { class: "lead" }, t.signWhy), h("div", { class: "pad" }, canvas)],
    foot: h("section", { class: "thumb stack-acts", "aria-label": t.actsHere }, h("button", { class: "button", type: "button", id: "sign-clear", onclick: () => pad.clear() }, t.signClear), done),
  };
}

function makePad(t, label) {
  const canvas = h("canvas", { class: "sign-pad", width: 960, height: 640, "aria-label": label });
  const done = h("button", { class: "button primary grow", type: "button", id: "sign-done", "aria-disabled": "true" }, t.signDone);
  const pad = signOn(canvas, (isSigned) => (isSigned ? done.removeAttribute("aria-disabled") : done.setAttribute("aria-disabled", "true")));
  return { canvas, pad, done };
}

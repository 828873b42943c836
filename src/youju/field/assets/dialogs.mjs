import { h } from "./dom.mjs";

/** Ask one thing; resolve the name of the chosen act, "no" when closed. acts: [[name, label, kind], …] */
export function dialog({ title, text, acts }) {
  return new Promise((resolve) => {
    const answer = (name) => () => {
      box.close(name);
    };
    const buttons = acts.map(([name, label, kind = ""]) => h("button", { class: `button ${kind}`, type: "button", onclick: answer(name) }, label));
    const box = h("dialog", { class: "ask", "aria-labelledby": "ask-title" }, h("h2", { id: "ask-title" }, title), h("p", {}, text), h("div", { class: "ask-acts" }, buttons));
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue || "no");
    });
    document.body.append(box);
    box.showModal();
  });
}

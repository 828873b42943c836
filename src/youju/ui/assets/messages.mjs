import { texts } from "./texts.mjs";

/** Say something in the messages region; the same words are not said twice. */
export function say(words, { kind = "error", doc = document } = {}) {
  const region = doc.getElementById("messages");
  if (!region) return;
  for (const old of region.children) {
    if (old.firstElementChild?.textContent === words) return;
  }
  const line = doc.createElement("div");
  line.className = kind;
  line.setAttribute("role", kind === "error" ? "alert" : "status");
  const said = doc.createElement("span");
  said.textContent = words;
  const button = doc.createElement("button");
  button.type = "button";
  button.className = "link dismiss";
  button.dataset.dismiss = "";
  button.textContent = texts(doc).dismiss;
  line.append(said, button);
  region.append(line);
}

/** Let 知道了 take its message away. */
export function dismissMessages(doc = document) {
  doc.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dismiss]");
    button?.parentElement.remove();
  });
}

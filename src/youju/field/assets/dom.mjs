/** Make an element: h("p", {class: "meta", onclick: act}, "text", child); empty children are left out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** Put new content into `root`, with focus, caret and scroll where they were. */
export function replaceContent(root, content, isSamePage) {
  const active = document.activeElement?.id;
  const { selectionStart, selectionEnd } = document.activeElement ?? {};
  const scrolled = isSamePage ? root.querySelector("main")?.scrollTop : 0;
  root.replaceChildren(...content);
  const main = root.querySelector("main");
  if (main && scrolled) main.scrollTop = scrolled;
  const again = isSamePage && active && document.getElementById(active);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (typeof selectionStart === "number" && again.setSelectionRange) again.setSelectionRange(selectionStart, selectionEnd);
}

/** Say whether somebody types just now; what comes from the background must not disturb them. */
export function isTyping(doc = document) {
  return Boolean(doc.activeElement?.matches?.("input[type=text], input[type=search], input[type=number], textarea"));
}

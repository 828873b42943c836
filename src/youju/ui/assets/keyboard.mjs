const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

/** Say whether keys pressed in the element are text being typed. */
export function isTyping(element) {
  if (!element) return false;
  return TYPING.has(element.tagName) || Boolean(element.isContentEditable);
}

/**
 * Return what a key press asks for: "search", "save", "close", "down", "up" or null.
 * Keys of an input method still composing characters ask for nothing.
 */
export function wish(event, typing) {
  if (event.isComposing || event.altKey) return null;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === "Enter") return "save";
  if (command && event.key.toLowerCase() === "k") return "search";
  if (event.key === "Escape") return "close";
  if (command || typing) return null;
  return { "/": "search", j: "down", k: "up" }[event.key] ?? null;
}

/** Save the form the focus is in, by its primary button. */
function save(doc) {
  const form = doc.activeElement?.closest("form");
  const button = form?.querySelector('button.primary[type="submit"]');
  if (!button) return false;
  form.requestSubmit(button);
  return true;
}

/** Put the focus into the global search. */
function search(doc) {
  const box = doc.getElementById("global-search");
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

/**
 * Listen to the keys of the page.
 * @param acts what "close", "down" and "up" do; each returns whether it did anything
 */
export function listenToKeys(acts, doc = document) {
  const all = { search: () => search(doc), save: () => save(doc), ...acts };
  doc.addEventListener("keydown", (event) => {
    const wanted = wish(event, isTyping(event.target));
    if (wanted && all[wanted]?.(event)) event.preventDefault();
  });
}

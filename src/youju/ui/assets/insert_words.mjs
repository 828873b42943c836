import { matches } from "./match.mjs";

/** Return the text with a piece put in at the caret, over what was selected, and the caret after it. */
export function withPiece(text, from, to, piece) {
  return { text: text.slice(0, from) + piece + text.slice(to), caret: from + piece.length };
}

/**
 * A list of names beside a text: [data-insert="名"] puts {{名}} where the caret of the last used
 * [data-words] stands; the search box of [data-measure-picker] narrows the list.
 */
export function insertWords(doc = document) {
  let field = null;
  doc.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-words]")) field = target;
  });
  doc.addEventListener("input", ({ target }) => {
    const picker = target.type === "search" && target.closest("[data-measure-picker]");
    if (!picker) return;
    for (const line of picker.querySelectorAll("[data-find]")) {
      line.hidden = !matches(target.value, line.dataset.find);
    }
  });
  doc.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-insert]");
    const into = field?.isConnected ? field : doc.querySelector("[data-words]");
    if (!button || !into) return;
    const put = withPiece(into.value, into.selectionStart, into.selectionEnd, `{{${button.dataset.insert}}}`);
    into.value = put.text;
    into.focus();
    into.setSelectionRange(put.caret, put.caret);
    into.dispatchEvent(new Event("input", { bubbles: true }));
    into.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
}

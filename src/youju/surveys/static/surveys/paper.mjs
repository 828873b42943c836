import { aheadIn, keyOf, typedAhead } from "./paper_ahead.mjs";

/**
 * Typing sheets of paper by number keys: <form data-paper> with inputs in `.paper-keys`.
 *
 * A key that can be only one option goes on to the next question; Enter goes on from any, and from
 * the last sends the form.
 */
export function moveAfter(value, { most, kind }) {
  if (kind === "multiple" || kind === "text" || !/^\d+$/.test(value)) return false;
  if (Number(value) > most) return false; // wrong: the clerk sees it where it stands
  return value === "0" || Number(value) * 10 > most; // with 12 options, 1 may become 10
}

export function paperKeys(form) {
  const fields = [...form.querySelectorAll(".paper-keys input")];
  const next = (field) => {
    const after = fields[fields.indexOf(field) + 1];
    if (after) {
      after.focus();
      after.select();
    } else form.requestSubmit();
  };
  for (const field of fields) {
    field.addEventListener("input", () => {
      const { most, kind } = field.dataset;
      if (moveAfter(field.value, { most: Number(most), kind }) && fields.at(-1) !== field) next(field);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Backspace" && field.value === "" && fields[0] !== field) {
        event.preventDefault();
        fields[fields.indexOf(field) - 1].focus();
      }
      if (event.key !== "Enter" || event.ctrlKey || event.isComposing) return;
      event.preventDefault();
      next(field);
    });
  }
  const wrong = fields.find((field) => field.closest(".wrong"));
  if (form.dataset.ahead) keysAhead(form, fields, Boolean(wrong));
  else (wrong ?? fields[0])?.focus();
}

/** Type what was pressed before this page was there; a sheet sent back is put right first, and they wait for the next. */
function keysAhead(form, fields, isWrong) {
  const ahead = aheadIn(sessionStorage, `paper:${location.pathname}:${form.dataset.ahead}`);
  const kept = [...ahead.take(), ...(window.keysBeforeThePage?.() ?? [])];
  let sending = null;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sending ??= isWrong ? kept : [];
    ahead.put(sending);
  });
  document.addEventListener(
    "keydown",
    (event) => {
      const key = sending && keyOf(event);
      if (!key) return;
      event.preventDefault();
      event.stopPropagation();
      sending.push(key);
      ahead.put(sending);
    },
    { capture: true },
  );
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) sending = null; // back to this page: nothing is under way
  });
  if (isWrong) {
    ahead.put(kept);
    form.querySelector("[data-ahead-note]").hidden = kept.length === 0;
    fields.find((field) => field.closest(".wrong")).focus();
    return;
  }
  const told = typedAhead(kept, fields.map(({ dataset }) => ({ most: Number(dataset.most), kind: dataset.kind })), moveAfter);
  for (const [n, field] of fields.entries()) field.value = told.values[n];
  fields[told.at]?.focus();
  if (!told.sends) return;
  form.requestSubmit();
  sending?.push(...told.rest);
  ahead.put(told.rest);
}

if (globalThis.document) {
  for (const form of document.querySelectorAll("form[data-paper]")) paperKeys(form);
}

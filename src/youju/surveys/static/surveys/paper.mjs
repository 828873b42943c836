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
  (fields.find((field) => field.closest(".wrong")) ?? fields[0])?.focus();
}

if (globalThis.document) {
  for (const form of document.querySelectorAll("form[data-paper]")) paperKeys(form);
}

/** Keeps count of forms somebody typed into and did not send. */
export function unsavedForms() {
  const dirty = new Set();
  return {
    touch: (form) => dirty.add(form),
    sent: (form) => dirty.delete(form),
    any: () => [...dirty].some((form) => form.isConnected),
  };
}

/** Ask before a page is left with a <form data-guard> that was typed into and not sent. */
export function guardUnsaved(win = window) {
  const forms = unsavedForms();
  const guarded = (target) => target.closest?.("form[data-guard]");
  win.document.addEventListener("input", ({ target }) => {
    const form = guarded(target);
    if (form) forms.touch(form);
  });
  win.document.addEventListener("submit", ({ target }) => forms.sent(target));
  win.addEventListener("beforeunload", (event) => {
    if (forms.any()) event.preventDefault();
  });
}

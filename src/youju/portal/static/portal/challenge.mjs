/**
 * Does the work that a form asks for while the form is filled in, in place of the sum.
 *
 * <form data-challenge data-bits="17" data-worker="…/work_worker.mjs"> with hidden fields `token` and
 * `work`, and [data-sum] around the sum for browsers without scripts. If the work cannot be done here,
 * the sum stays.
 */
export function challenge(form, makeWorker = (url) => new Worker(url, { type: "module" })) {
  const sum = form.querySelector("[data-sum]");
  const busy = form.querySelector("[data-busy]");
  const work = form.elements.work;
  let waiting = null;

  function standBack() {
    if (sum) sum.hidden = false;
    if (busy) busy.hidden = true;
    waiting = null;
    form.removeEventListener("submit", hold);
  }

  function hold(event) {
    if (work.value) return;
    event.preventDefault();
    waiting = event.submitter ?? true;
    if (busy) busy.hidden = false;
  }

  try {
    const worker = makeWorker(form.dataset.worker);
    if (sum) sum.hidden = true;
    form.addEventListener("submit", hold);
    worker.addEventListener("error", standBack);
    worker.addEventListener("message", ({ data }) => {
      work.value = data;
      worker.terminate();
      if (busy) busy.hidden = true;
      if (waiting) form.requestSubmit(waiting === true ? undefined : waiting);
    });
    worker.postMessage({ token: form.elements.token.value, bits: Number(form.dataset.bits) });
  } catch {
    standBack();
  }
}

if (globalThis.document) {
  for (const form of document.querySelectorAll("form[data-challenge]")) challenge(form);
}

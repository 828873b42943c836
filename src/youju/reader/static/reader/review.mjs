const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const PRESSED = new Set(["BUTTON", "A", "SUMMARY"]);

/** Return what a key asks of the figure in hand, or null. */
export function asked(event) {
  const target = event.target;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (TYPING.has(target?.tagName) || target?.isContentEditable) return null;
  if (event.key === "Enter") return PRESSED.has(target?.tagName) ? null : "confirm";
  return { j: "next", k: "previous", e: "change", x: "refuse", u: "undo" }[event.key] ?? null;
}

/** Return the figure after the decided one that still waits, else the decided one. */
export function nextWaiting(lines, decided) {
  const at = lines.findIndex((line) => line.dataset.fact === decided);
  const later = [...lines.slice(at + 1), ...lines.slice(0, Math.max(at, 0))];
  return later.find((line) => line.dataset.state === "proposed") ?? lines[at] ?? null;
}

/** Let the review be gone through by keys; the figure in hand is marked on both sides. */
export function review(doc = document) {
  let current = null;
  let last = null;
  const lines = () => [...doc.querySelectorAll("[data-review] [data-fact]")];

  function take(line, { focus = true, scroll = true } = {}) {
    if (!line) return false;
    for (const one of doc.querySelectorAll("[data-review] .here")) one.classList.remove("here");
    current = line.dataset.fact;
    line.classList.add("here");
    if (focus) line.focus({ preventScroll: true });
    if (scroll) line.scrollIntoView({ block: "nearest" });
    const said = doc.querySelector(`[data-goto="${current}"]`);
    said?.classList.add("here");
    if (scroll) said?.scrollIntoView({ block: "nearest" });
    return true;
  }

  function move(step) {
    const all = lines();
    const at = all.findIndex((line) => line.dataset.fact === current);
    return take(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
  }

  function press(act, id) {
    const button = doc.querySelector(`#fact-${id} [data-act="${act}"]`);
    if (!button) return false;
    if (act !== "undo" && act !== "change") last = id;
    button.click();
    return true;
  }

  doc.addEventListener("keydown", (event) => {
    const wish = asked(event);
    if (!wish || !doc.querySelector("[data-review]")) return;
    const done =
      wish === "next" ? move(1)
      : wish === "previous" ? move(-1)
      : wish === "undo" ? press("undo", current) || press("undo", last)
      : press(wish, current);
    if (done) event.preventDefault();
  });
  doc.addEventListener("click", (event) => {
    const goto = event.target.closest?.("[data-goto]");
    if (goto) {
      event.preventDefault();
      take(doc.getElementById(`fact-${goto.dataset.goto}`));
    }
    const close = event.target.closest?.("[data-close-edit]");
    if (close) {
      const line = close.closest("[data-fact]");
      close.closest(".read-edit").replaceChildren();
      take(line);
    }
    const act = event.target.closest?.("[data-act]");
    if (act) current = act.closest("[data-fact]").dataset.fact;
  });
  doc.addEventListener("htmx:load", (event) => {
    const root = event.detail.elt;
    if (root.matches?.("[data-review]")) {
      const here = root.querySelector(`#fact-${current}`);
      take(here?.dataset.state === "proposed" ? here : nextWaiting(lines(), current));
    } else if (root.closest?.(".read-edit")) {
      root.querySelector("input:not([type=hidden]), select")?.focus();
    }
  });
  const named = /^#fact-(\d+)$/.exec(doc.location?.hash ?? "");
  if (named) take(doc.getElementById(`fact-${named[1]}`));
  else take(nextWaiting(lines(), null), { focus: false, scroll: false });
}

if (typeof document !== "undefined") review();

/** The panel at the right that shows where a number comes from. */
export function sidePanel(doc = document) {
  const panel = doc.getElementById("side-panel");
  let opener = null;

  function close() {
    if (!panel || panel.hidden) return false;
    panel.hidden = true;
    panel.replaceChildren();
    doc.body.classList.remove("panel-open");
    opener?.setAttribute("aria-expanded", "false");
    if (opener?.isConnected) opener.focus();
    opener = null;
    return true;
  }

  function open(link) {
    opener?.setAttribute("aria-expanded", "false");
    opener = link;
    link.setAttribute("aria-expanded", "true");
    panel.hidden = false;
    doc.body.classList.add("panel-open");
  }

  function shape() {
    panel.replaceChildren(
      ...Array.from({ length: 8 }, (_, i) => {
        const line = doc.createElement("span");
        line.className = i === 0 ? "shape short" : "shape";
        return line;
      }),
    );
  }

  if (panel) {
    doc.addEventListener("htmx:beforeRequest", (event) => {
      const { elt, target } = event.detail;
      if (target !== panel || !elt.hasAttribute("aria-expanded")) return;
      if (elt === opener && close()) {
        event.preventDefault();
        return;
      }
      open(elt);
      shape();
    });
    doc.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.target !== panel || !opener) return;
      const title = panel.querySelector("#side-panel-title");
      if (title) panel.setAttribute("aria-label", title.textContent.trim());
      panel.focus();
    });
    doc.addEventListener("htmx:afterRequest", (event) => {
      // Refused, failed or sent elsewhere: what was waited for did not come.
      if (event.detail.elt === opener && panel.querySelector(":scope > .shape")) close();
    });
    panel.addEventListener("click", (event) => {
      if (event.target.closest("[data-close-panel]")) close();
    });
  }
  return { close };
}

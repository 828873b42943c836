/** Keep the browser's offer to install, and tell `changed` when there is one; return what to do with it. */
export function installOffer(win, changed = () => {}) {
  let offer = null;
  win.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    changed();
  });
  win.addEventListener("appinstalled", () => {
    offer = null;
    changed();
  });
  return {
    isInstalled: () => win.matchMedia("(display-mode: standalone)").matches || win.navigator.standalone === true,
    canAsk: () => offer !== null,
    async ask() {
      const asked = offer;
      offer = null;
      await asked?.prompt();
      changed();
    },
  };
}

const TAG = "youju-send";

/** Call `send` whenever the network may be there: at once, back online, back in view. */
export function wakeUps(send, win = window) {
  const { document } = win;
  win.addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
  return send();
}

/** Ask the system to wake the service worker once there is a network, where it can. */
export async function askForSync(registration) {
  try {
    await registration?.sync?.register(TAG);
    return Boolean(registration?.sync);
  } catch {
    return false; // not allowed here: opening the app sends as well
  }
}

/** Say whether a sync event is ours. */
export const isOurs = (event) => event.tag === TAG;

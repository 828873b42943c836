const YEAR = 31_536_000;

/** Return the cookie that keeps a choice: "light", "dark" or "" (as the system). */
export function themeCookie(choice) {
  const age = choice ? YEAR : 0;
  return `theme=${choice}; path=/; max-age=${age}; samesite=lax`;
}

/** Switch light and dark by [data-theme-choice]; the server reads the cookie on the next page. */
export function themeToggle(doc = document) {
  const root = doc.documentElement;
  const show = () => {
    for (const item of doc.querySelectorAll("[data-theme-choice]")) {
      item.setAttribute("aria-pressed", String(item.dataset.themeChoice === (root.dataset.theme ?? "")));
    }
  };
  doc.addEventListener("click", (event) => {
    const item = event.target.closest("[data-theme-choice]");
    if (!item) return;
    const choice = item.dataset.themeChoice;
    doc.cookie = themeCookie(choice);
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    show();
  });
  show();
}

import { matches } from "./match.mjs";

/** Close open menus: all, or all but the one that holds `except`. Returns whether one was open. */
export function closeMenus(doc = document, except = null) {
  const open = [...doc.querySelectorAll("details.menu[open]")].filter((menu) => !menu.contains(except));
  for (const menu of open) {
    menu.open = false;
    if (menu.contains(doc.activeElement)) menu.querySelector("summary").focus();
  }
  return open.length > 0;
}

/** Menus close on a click elsewhere; long ones can be filtered by characters and pinyin. */
export function menus(doc = document) {
  doc.addEventListener("click", (event) => closeMenus(doc, event.target));
  doc.addEventListener("input", (event) => {
    const menu = event.target.closest("[data-filtered-menu] .filter")?.closest("details");
    if (!menu) return;
    for (const link of menu.querySelectorAll("[data-find]")) {
      link.hidden = !matches(event.target.value, `${link.textContent} ${link.dataset.find}`);
    }
  });
}

import "../static/ui/css/index.css";

import htmx from "htmx.org";

import { columnChooser } from "./columns.mjs";
import { combobox } from "./combobox.mjs";
import { copyLast } from "./copy_last.mjs";
import { showCurrent } from "./current_tab.mjs";
import { dialogs } from "./dialog.mjs";
import { fileInput } from "./file_input.mjs";
import { setUpHtmx } from "./htmx_setup.mjs";
import { insertWords } from "./insert_words.mjs";
import { listenToKeys } from "./keyboard.mjs";
import { closeMenus, menus } from "./menus.mjs";
import { dismissMessages } from "./messages.mjs";
import { narrow } from "./narrow.mjs";
import { moveRow } from "./rows.mjs";
import { scrollFocus } from "./scroll_focus.mjs";
import { sheetGrid } from "./sheet_grid.mjs";
import { sidePanel } from "./side_panel.mjs";
import { signatureField } from "./signature.mjs";
import { suggestions } from "./suggestions.mjs";
import { themeToggle } from "./theme.mjs";
import { guardUnsaved } from "./unsaved.mjs";

/** Start the behaviours of a part of the page: all of it at first, later what htmx brings. */
function start(root) {
  const each = (selector, act) => {
    if (root.matches?.(selector)) act(root);
    for (const found of root.querySelectorAll(selector)) act(found);
  };
  each("select[data-combobox]", (select) => combobox(select));
  each("[data-sheet-grid]", (grid) => sheetGrid(grid));
  each("input[data-file-input]", (input) => fileInput(input));
  each("[data-columns-of]", (menu) => columnChooser(menu, localStorage));
  each(".table-wrap, .sheet-wrap", (box) => scrollFocus(box));
  each("fieldset.field > div[id]:not(.error)", (group) => narrow(group));
  each("[data-signature]", (box) => signatureField(box));
  each(".tabs, .chips", showCurrent);
  each("[data-back]", (button) => {
    button.hidden = history.length < 2;
    button.addEventListener("click", () => history.back());
  });
}

window.htmx = htmx; // for the scripts of single rooms
setUpHtmx(htmx);
dismissMessages();
dialogs();
menus();
themeToggle();
const suggested = suggestions();
copyLast();
insertWords();
guardUnsaved();
const panel = sidePanel();
listenToKeys({
  close: () => suggested.close() || closeMenus() || panel.close(),
  down: () => moveRow(1),
  up: () => moveRow(-1),
});
document.addEventListener("htmx:load", (event) => start(event.detail.elt));

/** Open native dialogs by [data-dialog="ID"], close them by [data-close]. */
export function dialogs(doc = document) {
  doc.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      const dialog = doc.getElementById(opener.dataset.dialog);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    if (event.target.closest("dialog [data-close]")) event.target.closest("dialog").close();
  });
}

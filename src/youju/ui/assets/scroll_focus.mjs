/** Let the keyboard scroll a part that is wider or higher than its box. */
export function scrollFocus(box) {
  const runsOver = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  if (runsOver && !box.hasAttribute("tabindex")) box.tabIndex = 0;
}

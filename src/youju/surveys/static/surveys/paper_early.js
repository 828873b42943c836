/* 在页面之前运行：录下一份时先按下的键，留到 paper.mjs 接手 */
(() => {
  const keys = [];
  const keep = (event) => {
    const { key, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing) return;
    if ([...key].length > 1 && !["Enter", "Backspace", "Tab"].includes(key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys.push(key);
  };
  const stop = () => document.removeEventListener("keydown", keep, true);
  document.addEventListener("keydown", keep, true);
  window.addEventListener("load", stop); // paper.mjs has run by then, if it can
  window.keysBeforeThePage = () => {
    stop();
    return keys;
  };
})();

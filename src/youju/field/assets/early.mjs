/**
 * Take over the cameras of the page that came with the HTML: what they took, or will have taken once an open
 * camera is left, goes to `take(files)`.
 */
export function takeOver(root, take) {
  for (const input of root.querySelectorAll("input[type=file]")) {
    const hand = () => {
      const files = [...input.files];
      input.value = "";
      if (files.length) take(files);
    };
    input.addEventListener("change", hand);
    hand();
  }
}

/** Boxes over a photo: each covers a face or a plate. In shares of the photo: [x, y, width, height]. */

const STEP = 0.01;
const LEAST = 0.01;
const TAP = 8; // pixels: a shorter drag is a tap
const TAPPED = 0.1; // share of the photo's width that a tap covers

const within = (n, low, high) => Math.min(Math.max(n, low), high);
const rounded = (box) => box.map((n) => Math.round(n * 10_000) / 10_000);

/** Return the box of the usual size around a point; `ratio` is the photo's width by its height. */
export function boxAt([x, y], ratio) {
  const [w, h] = [TAPPED, Math.min(1, TAPPED * ratio)];
  return rounded([within(x - w / 2, 0, 1 - w), within(y - h / 2, 0, 1 - h), w, h]);
}

/** Return the box between two corners. */
export function boxBetween([ax, ay], [bx, by]) {
  const [x, y] = [within(Math.min(ax, bx), 0, 1 - LEAST), within(Math.min(ay, by), 0, 1 - LEAST)];
  const [right, lower] = [within(Math.max(ax, bx), 0, 1), within(Math.max(ay, by), 0, 1)];
  return rounded([x, y, Math.max(LEAST, right - x), Math.max(LEAST, lower - y)]);
}

/** Return the box moved, kept on the photo. */
export function moved([x, y, w, h], dx, dy) {
  return rounded([within(x + dx, 0, 1 - w), within(y + dy, 0, 1 - h), w, h]);
}

/** Return the box made larger or smaller at its right and lower edge, kept on the photo. */
export function resized([x, y, w, h], dw, dh) {
  return rounded([x, y, within(w + dw, LEAST, 1 - x), within(h + dh, LEAST, 1 - y)]);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Return what a key makes of a box: a box, null where it takes it off, undefined where it does nothing. */
export function keyed(box, { key, shiftKey }) {
  if (key === "Delete" || key === "Backspace") return null;
  const way = ARROWS[key];
  if (!way) return undefined;
  return (shiftKey ? resized : moved)(box, way[0] * STEP, way[1] * STEP);
}

/** Make a photo one can click boxes onto. */
export function redactor(stage, { doc = document } = {}) {
  const image = stage.querySelector("img");
  const list = doc.querySelector("[data-redact-list]");
  const none = doc.querySelector("[data-redact-none]");
  const form = doc.querySelector("[data-redact-form]");
  const words = stage.dataset;
  let boxes = JSON.parse(doc.getElementById(words.redact).textContent);
  let start = null;
  let drawing = null;

  const placed = (element, [x, y, w, h]) => {
    Object.assign(element.style, {
      left: `${x * 100}%`,
      top: `${y * 100}%`,
      width: `${w * 100}%`,
      height: `${h * 100}%`,
    });
    return element;
  };
  const name = (n) => words.place.replace("%n", n + 1);

  function cover(box, n) {
    const button = doc.createElement("button");
    button.type = "button";
    button.dataset.n = n;
    button.setAttribute("aria-label", name(n));
    const label = doc.createElement("b");
    label.textContent = n + 1;
    button.append(label);
    return placed(button, box);
  }

  function line(n) {
    const item = doc.createElement("li");
    const off = doc.createElement("button");
    Object.assign(off, { type: "button", className: "link", textContent: words.off });
    off.dataset.off = n;
    off.setAttribute("aria-label", `${words.off} ${name(n)}`);
    item.append(`${name(n)} `, off);
    return item;
  }

  function draw(focused) {
    stage.querySelectorAll("button").forEach((old) => old.remove());
    stage.append(...boxes.map(cover));
    list.replaceChildren(...boxes.map((_box, n) => line(n)));
    none.hidden = boxes.length > 0;
    form.elements.boxes.value = JSON.stringify(boxes);
    if (focused !== undefined) stage.querySelector(`[data-n="${focused}"]`)?.focus();
  }

  function take(n, box) {
    boxes = box ? boxes.map((old, at) => (at === n ? box : old)) : boxes.filter((_old, at) => at !== n);
    draw(box ? n : Math.min(n, boxes.length - 1));
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function add(box) {
    boxes = [...boxes, box];
    draw(boxes.length - 1);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const ratio = () => image.clientWidth / image.clientHeight || 1;
  const at = (event) => {
    const edge = image.getBoundingClientRect();
    return [(event.clientX - edge.left) / edge.width, (event.clientY - edge.top) / edge.height];
  };
  const isTap = (event) => Math.hypot(event.clientX - start.x, event.clientY - start.y) < TAP;

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button")) return;
    start = { x: event.clientX, y: event.clientY, at: at(event) };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!start || isTap(event)) return;
    drawing ??= stage.appendChild(Object.assign(doc.createElement("div"), { className: "drawing" }));
    placed(drawing, boxBetween(start.at, at(event)));
  });
  const stop = () => {
    drawing?.remove();
    start = drawing = null;
  };
  doc.addEventListener("pointerup", (event) => {
    if (!start) return;
    const box = isTap(event) ? boxAt(start.at, ratio()) : boxBetween(start.at, at(event));
    stop();
    add(box);
  });
  doc.addEventListener("pointercancel", stop);
  stage.addEventListener("keydown", (event) => {
    const n = Number(event.target.closest("button")?.dataset.n ?? -1);
    if (n < 0) return;
    const box = keyed(boxes[n], event);
    if (box === undefined) return;
    event.preventDefault();
    take(n, box);
  });
  list.addEventListener("click", (event) => {
    const off = event.target.closest("[data-off]");
    if (off) take(Number(off.dataset.off), null);
  });
  doc.querySelector("[data-redact-add]").addEventListener("click", () => add(boxAt([0.5, 0.5], ratio())));
  draw();
}

if (typeof document !== "undefined") {
  document.querySelectorAll("[data-redact]").forEach((stage) => redactor(stage));
}

const INK = "#1a1a1a";
const PAPER = "#ffffff";
const WIDTH = 5; // of a stroke, in the canvas's own pixels
const LEAST = 120; // of all strokes together: less is a slip of the finger, not a name

/** Return how long strokes are together, in the canvas's own pixels. */
export function lengthOf(strokes) {
  let found = 0;
  for (const stroke of strokes) {
    for (let n = 1; n < stroke.length; n += 1) found += Math.hypot(stroke[n].x - stroke[n - 1].x, stroke[n].y - stroke[n - 1].y);
  }
  return found;
}

/** Return where on a canvas a pointer is, in the canvas's own pixels. */
export function pointOn({ left, top, width, height }, canvas, { clientX, clientY }) {
  return { x: Math.round(((clientX - left) / width) * canvas.width), y: Math.round(((clientY - top) / height) * canvas.height) };
}

/**
 * Let somebody sign on a canvas; `onchange(signed)` after each stroke. Return {clear, show}.
 *
 * The paper stays white and the ink black in every theme: it is a picture that is kept.
 */
export function signOn(canvas, onchange) {
  const pen = canvas.getContext("2d");
  let strokes = [];
  let stroke = null;
  let isShown = false;

  function blank() {
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }

  function line(from, to) {
    Object.assign(pen, { strokeStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
  }

  function move(event) {
    if (!stroke) return;
    const point = pointOn(canvas.getBoundingClientRect(), canvas, event);
    line(stroke.at(-1), point);
    stroke.push(point);
  }

  function end() {
    if (!stroke) return;
    stroke = null;
    onchange(isShown || lengthOf(strokes) >= LEAST);
  }

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture?.(event.pointerId);
    stroke = [pointOn(canvas.getBoundingClientRect(), canvas, event)];
    strokes.push(stroke);
  });
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  blank();
  return {
    clear() {
      strokes = [];
      isShown = false;
      blank();
      onchange(false);
    },
    /** Show what was drawn before. */
    show(picture) {
      isShown = true;
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    },
  };
}

/** Make the field of a form: what is drawn goes along in its hidden input. */
export function signatureField(box) {
  const canvas = box.querySelector("canvas");
  const input = box.querySelector("input");
  const again = Object.assign(box.ownerDocument.createElement("button"), { type: "button", className: "link", textContent: box.dataset.clear, hidden: !input.value });
  const keep = (signed) => {
    input.value = signed ? canvas.toDataURL("image/png") : "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    again.hidden = !signed;
  };
  const pad = signOn(canvas, keep);
  if (input.value) {
    const before = new Image();
    before.addEventListener("load", () => pad.show(before));
    before.src = input.value;
  }
  again.addEventListener("click", () => pad.clear());
  box.append(again);
}

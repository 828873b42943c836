/** A position for a report: from the phone, or by a tap on the small map. Nothing is sent before the form is. */

/** Return latitude and longitude of a point in the picture (projection.py turned around). */
export function placeAt(x, y, frame) {
  return { lat: frame.top - y / frame.scale, lng: (x / frame.scale + frame.left) / frame.shrink };
}

/** Return the point in the picture of a place. */
export function pointOf(lat, lng, frame) {
  return { x: (lng * frame.shrink - frame.left) * frame.scale, y: (frame.top - lat) * frame.scale };
}

/** Return the id of the unit whose mark is nearest to the point. */
export function nearestUnit(x, y, marks) {
  const apart = (mark) => (mark.x - x) ** 2 + (mark.y - y) ** 2;
  return marks.reduce((best, mark) => (best && apart(best) <= apart(mark) ? best : mark), null)?.unit ?? "";
}

export function pin(box, geolocation = globalThis.navigator?.geolocation) {
  const form = box.closest("form");
  const { lat, lng, community } = form.elements;
  const said = box.querySelector("[data-said]");
  const clear = box.querySelector("[data-clear]");
  const locate = box.querySelector("[data-locate]");
  const opener = box.querySelector("[data-open-map]");
  const svg = box.querySelector("svg");
  const frame = svg && Object.fromEntries(["left", "top", "scale", "shrink"].map((name) => [name, Number(svg.dataset[name])]));
  const marks = svg
    ? [...svg.querySelectorAll("[data-unit]")].map((mark) => ({ unit: mark.dataset.unit, x: Number(mark.dataset.x), y: Number(mark.dataset.y) }))
    : [];
  box.hidden = false;
  locate.hidden = !geolocation;

  function put(place, words) {
    lat.value = place ? place.lat.toFixed(6) : "";
    lng.value = place ? place.lng.toFixed(6) : "";
    clear.hidden = !place;
    said.textContent = words;
    if (!svg) return;
    const at = place ? pointOf(place.lat, place.lng, frame) : { x: -20, y: -20 };
    const dot = svg.querySelector(".pin");
    dot.setAttribute("cx", at.x.toFixed(1));
    dot.setAttribute("cy", at.y.toFixed(1));
    if (place && community) community.value = nearestUnit(at.x, at.y, marks) || community.value;
  }

  locate.addEventListener("click", () => {
    said.textContent = box.dataset.asking;
    geolocation.getCurrentPosition(
      ({ coords }) => put({ lat: coords.latitude, lng: coords.longitude }, box.dataset.done),
      () => { said.textContent = box.dataset.denied; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
  clear.addEventListener("click", () => put(null, ""));
  opener?.addEventListener("click", () => {
    const figure = svg.closest("figure");
    figure.hidden = !figure.hidden;
    opener.setAttribute("aria-expanded", String(!figure.hidden));
  });
  svg?.addEventListener("click", (event) => {
    const size = svg.getBoundingClientRect();
    const x = ((event.clientX - size.left) / size.width) * svg.viewBox.baseVal.width;
    const y = ((event.clientY - size.top) / size.height) * svg.viewBox.baseVal.height;
    put(placeAt(x, y, frame), box.dataset.picked);
  });
  if (lat.value && lng.value) put({ lat: Number(lat.value), lng: Number(lng.value) }, box.dataset.picked);
}

if (globalThis.document) {
  for (const box of document.querySelectorAll("[data-pin]")) pin(box);
}

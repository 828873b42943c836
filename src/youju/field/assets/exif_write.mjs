const two = (n) => String(n).padStart(2, "0");

/**
 * Return the JPEG with when and where it was taken in its EXIF, for the server to read.
 *
 * Scaling takes EXIF off. Written anew it holds the phone's wall clock and position and nothing of the
 * camera. `jpeg` and the result are bytes; what is no JPEG comes back as it is.
 */
export function withExif(jpeg, { taken, lat, lng }) {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return jpeg;
  const tiff = tiffOf(taken, Number.isFinite(lat) && Number.isFinite(lng) ? { lat, lng } : null);
  const size = tiff.length + 8;
  const head = [0xff, 0xe1, size >> 8, size & 0xff, ...letters("Exif\0\0")];
  const made = new Uint8Array(jpeg.length + head.length + tiff.length);
  made.set(jpeg.subarray(0, 2));
  made.set(head, 2);
  made.set(tiff, 2 + head.length);
  made.set(jpeg.subarray(2), 2 + head.length + tiff.length);
  return made;
}

const letters = (text) => [...text].map((letter) => letter.charCodeAt(0));

function tiffOf(taken, place) {
  const first = place ? [[0x8769, 4, 1], [0x8825, 4, 1]] : [[0x8769, 4, 1]];
  const exifAt = 8 + sizeOf(first.length);
  const gpsAt = exifAt + sizeOf(1);
  const dataAt = gpsAt + (place ? sizeOf(4) : 0);
  const bytes = new Uint8Array(dataAt + 20 + (place ? 48 : 0));
  const view = new DataView(bytes.buffer);
  bytes.set([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  directory(view, 8, [[0x8769, 4, 1, exifAt], [0x8825, 4, 1, gpsAt]].slice(0, first.length));
  directory(view, exifAt, [[0x9003, 2, 20, dataAt]]);
  bytes.set(letters(`${wallClock(taken)}\0`), dataAt);
  if (place) {
    const at = dataAt + 20;
    directory(view, gpsAt, [
      [1, 2, 2, letter(place.lat < 0 ? "S" : "N")],
      [2, 5, 3, at],
      [3, 2, 2, letter(place.lng < 0 ? "W" : "E")],
      [4, 5, 3, at + 24],
    ]);
    degrees(view, at, place.lat);
    degrees(view, at + 24, place.lng);
  }
  return bytes;
}

const sizeOf = (entries) => 2 + entries * 12 + 4;
const letter = (one) => one.charCodeAt(0) << 24;

function directory(view, at, entries) {
  view.setUint16(at, entries.length);
  entries.forEach(([tag, kind, count, value], n) => {
    const entry = at + 2 + n * 12;
    view.setUint16(entry, tag);
    view.setUint16(entry + 2, kind);
    view.setUint32(entry + 4, count);
    view.setInt32(entry + 8, value);
  });
}

/** Write an angle as degrees, minutes and ten-thousandths of a second. */
function degrees(view, at, angle) {
  const parts = Math.round(Math.abs(angle) * 3600 * 10_000);
  const whole = [Math.floor(parts / 36_000_000), 1, Math.floor((parts % 36_000_000) / 600_000), 1, parts % 600_000, 10_000];
  whole.forEach((value, n) => view.setUint32(at + n * 4, value));
}

function wallClock(moment) {
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join(":");
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

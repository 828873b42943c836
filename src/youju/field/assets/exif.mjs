const TAGS = { exif: 0x8769, gps: 0x8825, taken: 0x9003 };

/**
 * Return {taken, lat, lng} from a JPEG's EXIF, each where it is there.
 *
 * `taken` is the camera's wall clock, "2026-07-08T09:26:11". Scaling a photo takes EXIF off, so time
 * and place are read before and sent as fields.
 */
export function readExif(buffer) {
  try {
    const view = new DataView(buffer);
    const start = tiffStart(view);
    return start ? fieldsAt(view, start) : {};
  } catch {
    return {}; // broken EXIF is no EXIF
  }
}

function tiffStart(view) {
  if (view.getUint16(0) !== 0xffd8) return 0;
  for (let at = 2; at + 4 < view.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10;
    if (marker < 0xff00 || marker === 0xffda) return 0;
    at += 2 + view.getUint16(at + 2);
  }
  return 0;
}

function fieldsAt(view, start) {
  const little = view.getUint16(start) === 0x4949;
  const u16 = (at) => view.getUint16(start + at, little);
  const u32 = (at) => view.getUint32(start + at, little);
  const directory = (at) => {
    const found = new Map();
    for (let n = 0; n < u16(at); n += 1) {
      const entry = at + 2 + n * 12;
      found.set(u16(entry), { count: u32(entry + 4), at: entry + 8 });
    }
    return found;
  };
  const text = (entry) => {
    const from = entry.count > 4 ? u32(entry.at) : entry.at;
    return Array.from({ length: entry.count }, (_, n) => String.fromCharCode(view.getUint8(start + from + n))).join("").replace(/\0.*$/, "");
  };
  const degrees = (entry) =>
    [0, 1, 2].reduce((sum, n) => sum + u32(u32(entry.at) + n * 8) / u32(u32(entry.at) + n * 8 + 4) / 60 ** n, 0);
  const first = directory(u32(4));
  const fields = {};
  if (first.has(TAGS.exif)) {
    const taken = directory(u32(first.get(TAGS.exif).at)).get(TAGS.taken);
    const parts = taken && text(taken).match(/^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/);
    if (parts) fields.taken = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}`;
  }
  if (first.has(TAGS.gps)) {
    const gps = directory(u32(first.get(TAGS.gps).at));
    if (gps.has(2) && gps.has(4)) {
      const lat = degrees(gps.get(2)) * (text(gps.get(1)) === "S" ? -1 : 1);
      const lng = degrees(gps.get(4)) * (text(gps.get(3)) === "W" ? -1 : 1);
      if (Number.isFinite(lat) && Number.isFinite(lng) && (lat || lng)) Object.assign(fields, { lat, lng });
    }
  }
  return fields;
}

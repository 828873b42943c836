import { readExif } from "./exif.mjs";
import { withExif } from "./exif_write.mjs";
import { newKey } from "./keys.mjs";

export const LONG_EDGE = 2048;
const SMALL_EDGE = 1280;
const THUMB_EDGE = 160;

/** Return {width, height} that fit the long edge; never larger than the photo. */
export function fitted(width, height, edge) {
  const scale = Math.min(1, edge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Return the bytes' SHA-256 in hex. */
export async function sha256(bytes, subtle = crypto.subtle) {
  const digest = await subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Scale a picture in the browser; it comes back upright, as JPEG. */
export async function scaled(blob, edge, quality) {
  const bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  const { width, height } = fitted(bitmap.width, bitmap.height, edge);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/jpeg", quality);
  });
}

/**
 * Make the record of a photo from a camera's file: scaled, with time and place beside it.
 *
 * The place of the phone (`position`) goes before the picture's own; the time is the camera's where
 * it wrote one, else the file's. A picture the browser cannot read goes as it is: the server decides.
 */
export async function photoOf(file, { act, owner, order, position, signature = false, scale = scaled, makeKey = newKey }) {
  const bytes = await file.arrayBuffer();
  const exif = readExif(bytes);
  let blob = file;
  let thumb = null;
  try {
    blob = await scale(file, LONG_EDGE, 0.82);
    thumb = await scale(file, THUMB_EDGE, 0.7);
  } catch {
    blob = file;
  }
  const place = position ?? exif;
  const taken = exif.taken ? new Date(exif.taken) : new Date(file.lastModified || Date.now());
  const isScaled = blob !== file;
  const photo = {
    id: makeKey(),
    act,
    owner,
    order,
    blob,
    thumb,
    isScaled,
    name: `${taken.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}-${order + 1}.${isScaled ? "jpg" : ending(file)}`,
    sha256: "",
    taken_at: taken.toISOString(),
    lat: place.lat ?? null,
    lng: place.lng ?? null,
    upload: null,
    ...(signature && { signature }),
  };
  return { ...photo, ...(isScaled ? await stamped(photo) : { sha256: await sha256(bytes) }) };
}

/** Return the photo's content with its time and place written into it. A photo left as it came keeps its own. */
export async function stamped({ blob, isScaled, taken_at, lat, lng }) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (!isScaled) return { sha256: await sha256(bytes) };
  const made = withExif(bare(bytes), { taken: new Date(taken_at), lat, lng });
  return { blob: new Blob([made], { type: "image/jpeg" }), sha256: await sha256(made) };
}

/** Return a JPEG without the EXIF that `stamped` wrote before. */
function bare(jpeg) {
  if (jpeg[2] !== 0xff || jpeg[3] !== 0xe1) return jpeg;
  const rest = jpeg.subarray(4 + jpeg[4] * 256 + jpeg[5]);
  const made = new Uint8Array(rest.length + 2);
  made.set([0xff, 0xd8]);
  made.set(rest, 2);
  return made;
}

/** Return the fields of a smaller copy, for a phone that is full. */
export async function smaller(photo, scale = scaled) {
  const blob = await scale(photo.blob, SMALL_EDGE, 0.7);
  return { isScaled: true, upload: null, ...(await stamped({ ...photo, blob, isScaled: true })) };
}

function ending(file) {
  return file.name?.match(/\.(\w{1,5})$/)?.[1].toLowerCase() ?? "jpg";
}

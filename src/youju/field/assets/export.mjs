import { zipped } from "./zip.mjs";

/** Return the files that hold these acts outside the phone: one JSON each, with its photos. */
export async function exported(acts, store) {
  const files = [];
  for (const [place, act] of acts.entries()) {
    const folder = `${String(place + 1).padStart(2, "0")}-${act.act}`;
    const photos = await store.photosOf(act.id);
    const { thumb: _thumb, ...told } = act;
    const names = photos.map((photo) => photo.name);
    const text = JSON.stringify({ ...told, photos: names }, null, 2);
    files.push({ name: `${folder}/act.json`, bytes: new TextEncoder().encode(text) });
    for (const photo of photos) {
      files.push({ name: `${folder}/${photo.name}`, bytes: new Uint8Array(await photo.blob.arrayBuffer()) });
    }
  }
  return new Blob(zipped(files), { type: "application/zip" });
}

/** Hand a file to the user. */
export function handOver(blob, name, doc = document) {
  const url = URL.createObjectURL(blob);
  const link = doc.createElement("a");
  link.href = url;
  link.download = name;
  doc.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

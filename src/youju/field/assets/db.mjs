const NAME = "youju-phone";
const VERSION = 1;

/**
 * Open the phone's store in IndexedDB.
 *
 * acts: one record each, from first photo to the server's answer; photos: the pictures of acts;
 * uploads: how far each picture came, apart from it, so that noting it does not write it again; kept: what was fetched for use without a network, and small notes, by name.
 */
export async function openStore(idb = indexedDB) {
  const db = await new Promise((resolve, reject) => {
    const request = idb.open(NAME, VERSION);
    request.onupgradeneeded = () => make(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  db.onversionchange = () => db.close();
  return storeOn(db);
}

function make(db) {
  db.createObjectStore("acts", { keyPath: "id" }).createIndex("owner", "owner");
  db.createObjectStore("photos", { keyPath: "id" }).createIndex("act", "act");
  db.createObjectStore("uploads");
  db.createObjectStore("kept");
}

/** Return what `work` asked for, once the transaction is safely written. */
function inTransaction(db, names, mode, work) {
  return new Promise((resolve, reject) => {
    const isTheirWork = mode === "readwrite" && !names.includes("kept"); // what the server has too may be lost with the power
    const options = isTheirWork ? { durability: "strict" } : {};
    const transaction = db.transaction(names, mode, options);
    let result;
    const fail = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    transaction.oncomplete = () => resolve(result instanceof IDBRequest ? result.result : undefined);
    transaction.onabort = fail;
    transaction.onerror = fail;
    result = work(transaction);
  });
}

function dropPhotos(transaction, act) {
  const photos = transaction.objectStore("photos");
  photos.index("act").openKeyCursor(IDBKeyRange.only(act)).onsuccess = ({ target }) => {
    if (!target.result) return;
    photos.delete(target.result.primaryKey);
    transaction.objectStore("uploads").delete(target.result.primaryKey);
    target.result.continue();
  };
}

function storeOn(db) {
  const read = (name, work) => inTransaction(db, [name], "readonly", (t) => work(t.objectStore(name)));
  const write = (names, work) => inTransaction(db, names, "readwrite", work);
  return {
    /** All acts of one person, oldest first. */
    async acts(owner) {
      const found = await read("acts", (acts) => acts.index("owner").getAll(IDBKeyRange.only(owner)));
      return found.sort((a, b) => a.made_at - b.made_at);
    },
    act: (id) => read("acts", (acts) => acts.get(id)),
    putAct: (act) => write(["acts"], (t) => t.objectStore("acts").put(act)),
    /** Remember the server's answer; the photos are there now and leave the phone. */
    accept: (id, result) =>
      write(["acts", "photos", "uploads"], (t) => {
        const acts = t.objectStore("acts");
        acts.get(id).onsuccess = ({ target }) => {
          if (target.result) acts.put({ ...target.result, state: "accepted", asked: false, reason: null, result });
        };
        dropPhotos(t, id);
      }),
    removeAct: (id) =>
      write(["acts", "photos", "uploads"], (t) => {
        t.objectStore("acts").delete(id);
        dropPhotos(t, id);
      }),
    async photosOf(act) {
      const found = await read("photos", (photos) => photos.index("act").getAll(IDBKeyRange.only(act)));
      for (const photo of found) photo.upload = (await read("uploads", (uploads) => uploads.get(photo.id))) ?? null;
      return found.sort((a, b) => a.order - b.order);
    },
    putPhoto: (photo) => write(["photos"], (t) => t.objectStore("photos").put(photo)),
    putUpload: (id, upload) => write(["uploads"], (t) => (upload ? t.objectStore("uploads").put(upload, id) : t.objectStore("uploads").delete(id))),
    removePhoto: (id) =>
      write(["photos", "uploads"], (t) => {
        t.objectStore("photos").delete(id);
        t.objectStore("uploads").delete(id);
      }),
    /** Names of those who also have unsent acts here, with how many; never what is in them. */
    async others(owner) {
      const all = await read("acts", (acts) => acts.getAll());
      const counts = new Map();
      for (const act of all) {
        if (act.owner === owner || act.state === "accepted") continue;
        counts.set(act.owner, { name: act.owner_name, count: (counts.get(act.owner)?.count ?? 0) + 1 });
      }
      return [...counts.values()];
    },
    get: (name) => read("kept", (kept) => kept.get(name)),
    set: (name, value) => write(["kept"], (t) => t.objectStore("kept").put(value, name)),
    forget: (name) => write(["kept"], (t) => t.objectStore("kept").delete(name)),
  };
}

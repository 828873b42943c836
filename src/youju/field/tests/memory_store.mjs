/** The phone's store in memory, with the behaviour of db.mjs: what is put is copied, as IndexedDB does. */
export function memoryStore({ room = Infinity } = {}) {
  const acts = new Map();
  const photos = new Map();
  const uploads = new Map();
  const kept = new Map();
  const copy = (value) => (value === undefined ? undefined : structuredClone(value));
  const full = () => new DOMException("full", "QuotaExceededError");
  const drop = (act) => {
    for (const [id, photo] of photos) if (photo.act === act) photos.delete(id);
  };
  const store = {
    room,
    acts: async (owner) => [...acts.values()].filter((act) => act.owner === owner).sort((a, b) => a.made_at - b.made_at).map(copy),
    act: async (id) => copy(acts.get(id)),
    putAct: async (act) => {
      acts.set(act.id, copy(act));
    },
    accept: async (id, result) => {
      if (acts.has(id)) acts.set(id, { ...acts.get(id), state: "accepted", asked: false, reason: null, result });
      drop(id);
    },
    removeAct: async (id) => {
      acts.delete(id);
      drop(id);
    },
    photosOf: async (act) => [...photos.values()].filter((photo) => photo.act === act).sort((a, b) => a.order - b.order).map((photo) => ({ ...photo, upload: copy(uploads.get(photo.id) ?? null) })),
    putPhoto: async (photo) => {
      if (photo.blob.size > store.room) throw full();
      photos.set(photo.id, { ...photo });
    },
    putUpload: async (id, upload) => {
      if (upload) uploads.set(id, copy(upload));
      else uploads.delete(id);
    },
    removePhoto: async (id) => {
      photos.delete(id);
    },
    others: async (owner) => {
      const counts = new Map();
      for (const act of acts.values()) {
        if (act.owner === owner || act.state === "accepted") continue;
        counts.set(act.owner, { name: act.owner_name, count: (counts.get(act.owner)?.count ?? 0) + 1 });
      }
      return [...counts.values()];
    },
    get: async (name) => copy(kept.get(name)),
    set: async (name, value) => {
      kept.set(name, copy(value));
    },
    forget: async (name) => {
      kept.delete(name);
    },
  };
  return store;
}

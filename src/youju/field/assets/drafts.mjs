import { queued } from "./acts.mjs";
import { State } from "./queue.mjs";
import { isFull, keepPhoto, unlessFull } from "./space.mjs";

/**
 * Open a draft for writing. Every change is kept at once, so that closing the app loses nothing.
 *
 * `makePhoto(file, about)`, `stamped(photo)` and `smaller(photo)` do the picture work; photos that do not fit on a full
 * phone stay in `unkept`, in memory, and the draft cannot be sent until they are kept.
 */
export async function openDraft(first, { store, makePhoto, smaller, stamped = async () => ({}), isNew = false }) {
  let draft = first;
  let begun = !isNew;
  const photos = isNew ? [] : await store.photosOf(draft.id);
  const unkept = new Map();
  const told = { smaller: false, full: false, gone: false };
  let adding = 0;

  async function keep() {
    const kept = begun ? await store.act(draft.id) : null;
    told.gone = begun && kept?.state !== State.DRAFT; // another tab sent it or threw it away: leave it alone
    if (told.gone) return;
    try {
      await store.putAct(draft);
      begun = true;
      told.full = unkept.size > 0;
    } catch (error) {
      if (!isFull(error)) throw error;
      told.full = true;
    }
  }

  async function keepOne(photo) {
    const how = await keepPhoto(photo, { store, smaller });
    if (how === "memory") unkept.set(photo.id, photo);
    else unkept.delete(photo.id);
    told.smaller ||= how === "smaller";
  }

  return {
    get draft() {
      return draft;
    },
    get photos() {
      return photos;
    },
    get isBegun() {
      return begun;
    },
    /** Whether photos are still being made ready. */
    get isAdding() {
      return adding > 0;
    },
    get isFull() {
      return told.full;
    },
    /** Whether another tab sent it or threw it away meanwhile. */
    get isGone() {
      return told.gone;
    },
    get isSmaller() {
      return told.smaller;
    },

    /** Change fields of the draft. */
    async set(change) {
      draft = { ...draft, ...change };
      await keep();
    },

    /** Change what will be sent. */
    async setData(change) {
      draft = { ...draft, data: { ...draft.data, ...change } };
      await keep();
    },

    /** Take photos in; return their ids. */
    async add(files, position) {
      const ids = [];
      adding += 1;
      try {
        for (const file of files) {
          const about = { act: draft.id, owner: draft.owner, order: (photos.at(-1)?.order ?? -1) + 1, position };
          const photo = await makePhoto(file, about);
          photos.push(photo);
          ids.push(photo.id);
          await keepOne(photo);
        }
        draft = { ...draft, thumb: photos[0]?.thumb ?? null, count: photos.length };
        await keep();
      } finally {
        adding -= 1;
      }
      return ids;
    },

    /** Say of photos just taken where they were, once the phone knows. */
    async placePhotos({ lat, lng }) {
      if (draft.state !== State.DRAFT) return; // on its way already
      for (const photo of photos.filter((one) => one.lat === null && !unkept.has(one.id))) {
        Object.assign(photo, { lat, lng });
        Object.assign(photo, await stamped(photo));
        await unlessFull(() => store.putPhoto(photo));
      }
    },

    /** Take a photo off. */
    async remove(id) {
      const place = photos.findIndex((photo) => photo.id === id);
      if (place < 0) return;
      photos.splice(place, 1);
      unkept.delete(id);
      await store.removePhoto(id);
      draft = { ...draft, thumb: photos[0]?.thumb ?? null, count: photos.length };
      await keep();
    },

    /** Try again to keep what did not fit. */
    async keepAgain() {
      for (const photo of [...unkept.values()]) await keepOne(photo);
      await keep();
      return !told.full;
    },

    /** Put it into the queue; false while something of it is not kept. */
    async queue(change = {}) {
      if (told.full && !(await this.keepAgain())) return false;
      draft = queued({ ...draft, ...change });
      await keep();
      return !told.full && !told.gone;
    },

    /** Throw it away. */
    async drop() {
      if (begun) await store.removeAct(draft.id);
    },
  };
}

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
  const held = isNew ? [] : await store.photosOf(draft.id); // photos, and the signature
  const pictures = () => held.filter((one) => !one.signature);
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

  /** What the queue shows of the pictures. */
  function shown() {
    return { thumb: pictures()[0]?.thumb ?? null, count: pictures().length };
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
      return pictures();
    },
    /** What somebody signed with a finger, or null. */
    get signature() {
      return held.find((one) => one.signature) ?? null;
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
          const about = { act: draft.id, owner: draft.owner, order: (held.at(-1)?.order ?? -1) + 1, position };
          const photo = await makePhoto(file, about);
          held.push(photo);
          ids.push(photo.id);
          await keepOne(photo);
        }
        draft = { ...draft, ...shown() };
        await keep();
      } finally {
        adding -= 1;
      }
      return ids;
    },

    /** Say of photos just taken where they were, once the phone knows. */
    async placePhotos({ lat, lng }) {
      if (draft.state !== State.DRAFT) return; // on its way already
      for (const photo of pictures().filter((one) => one.lat === null && !unkept.has(one.id))) {
        Object.assign(photo, { lat, lng });
        Object.assign(photo, await stamped(photo));
        await unlessFull(() => store.putPhoto(photo));
      }
    },

    /** Take a photo off. */
    async remove(id) {
      const place = held.findIndex((photo) => photo.id === id);
      if (place < 0) return;
      held.splice(place, 1);
      unkept.delete(id);
      await store.removePhoto(id);
      draft = { ...draft, ...shown() };
      await keep();
    },

    /** Keep what somebody signed, in the place of what was signed before. */
    async sign(file) {
      const before = this.signature;
      const photo = await makePhoto(file, { act: draft.id, owner: draft.owner, order: (held.at(-1)?.order ?? -1) + 1, position: null, signature: true });
      held.push(photo);
      await keepOne(photo);
      if (before) await this.remove(before.id);
      else await keep();
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

const LITTLE = 60 * 2 ** 20;

/** Say whether a failed write means that the phone is full. */
export function isFull(error) {
  return error?.name === "QuotaExceededError" || error?.inner?.name === "QuotaExceededError";
}

/** Do a write that the work can go on without; return whether there was room for it. */
export async function unlessFull(write) {
  try {
    await write();
    return true;
  } catch (error) {
    if (!isFull(error)) throw error;
    return false;
  }
}

/** Ask that the system does not clear our store by itself; return whether it promised. */
export async function askToKeep(storage) {
  if (!storage?.persist) return false;
  try {
    return (await storage.persisted?.()) || (await storage.persist());
  } catch {
    return false;
  }
}

/** Return {used, left, little} in bytes, or null where the phone does not tell. */
export async function spaceLeft(storage, little = LITTLE) {
  try {
    const { usage, quota } = await storage.estimate();
    return { used: usage, left: quota - usage, little: quota - usage < little };
  } catch {
    return null;
  }
}

/**
 * Keep a photo: as it is, else smaller, else only in memory; return "kept", "smaller" or "memory".
 *
 * Nothing is dropped: what did not fit stays in the open page and is tried again.
 */
export async function keepPhoto(photo, { store, smaller }) {
  try {
    await store.putPhoto(photo);
    return "kept";
  } catch (error) {
    if (!isFull(error)) throw error;
  }
  try {
    Object.assign(photo, await smaller(photo));
    await store.putPhoto(photo);
    return "smaller";
  } catch (error) {
    if (!isFull(error)) throw error;
    return "memory";
  }
}

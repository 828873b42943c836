/**
 * Find a number n for which SHA-256 of "token:n" begins with so many zero bits.
 *
 * The browser's own digest is not used: it is asynchronous, which costs more than the hash, and is
 * missing on pages without TLS.
 */

const K = new Int32Array(64);
const START = new Int32Array(8);

(function roundConstants() {
  const isPrime = (n) => {
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false;
    return true;
  };
  const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  let found = 0;
  for (let n = 2; found < 64; n += 1) {
    if (!isPrime(n)) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(n));
    K[found] = fraction(Math.cbrt(n));
    found += 1;
  }
})();

const W = new Int32Array(64);

/** Mix one block of 64 bytes into the state. */
function mix(state, bytes, from) {
  for (let t = 0; t < 16; t += 1) {
    const i = from + t * 4;
    W[t] = (bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
  }
  for (let t = 16; t < 64; t += 1) {
    const x = W[t - 15];
    const y = W[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = (W[t - 16] + s0 + W[t - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

/** Return the state after the whole blocks of the text, and the bytes that are left. */
function begun(bytes) {
  const state = Int32Array.from(START);
  const whole = bytes.length - (bytes.length % 64);
  for (let from = 0; from < whole; from += 64) mix(state, bytes, from);
  return { state, rest: bytes.subarray(whole) };
}

/** Write the end of the message behind the bytes left over, and return how many blocks it takes. */
function finish(tail, length, total) {
  const blocks = length + 9 > 64 ? 2 : 1;
  tail.fill(0, length);
  tail[length] = 0x80;
  new DataView(tail.buffer).setUint32(blocks * 64 - 4, total * 8);
  return blocks;
}

/** Return the SHA-256 of a text of ASCII as eight numbers of 32 bits. */
export function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const { state, rest } = begun(bytes);
  const tail = new Uint8Array(128);
  tail.set(rest);
  const blocks = finish(tail, rest.length, bytes.length);
  for (let n = 0; n < blocks; n += 1) mix(state, tail, n * 64);
  return state;
}

/** Return how many bits at the beginning are zero, looking at no more than 32. */
export function leadingZeros(state) {
  return Math.clz32(state[0]);
}

/** Return the least n from `from` on, as text. */
export function solve(token, bits, from = 0) {
  const { state, rest } = begun(new TextEncoder().encode(`${token}:`));
  const tail = new Uint8Array(128);
  const now = new Int32Array(8);
  for (let n = from; ; n += 1) {
    const digits = String(n);
    tail.set(rest);
    for (let i = 0; i < digits.length; i += 1) tail[rest.length + i] = digits.charCodeAt(i);
    const length = rest.length + digits.length;
    const blocks = finish(tail, length, token.length + 1 + digits.length);
    now.set(state);
    for (let block = 0; block < blocks; block += 1) mix(now, tail, block * 64);
    if (leadingZeros(now) >= bits) return digits;
  }
}

// What a frame is wrapped in. A game reads its own part: an object, where frames come as JSON, or bytes, where they come so. Both say the same.

const FRAME = 1;
const CODE_BYTES = 6;
const HEAD_BYTES = 1 + CODE_BYTES;

/**
 * Opens a binary message: one byte of its kind, the room's code, and the game's own bytes.
 * @returns {room, payload}; the room is empty for a kind that this page is too old to know
 */
export function opened(buffer) {
  const bytes = new DataView(buffer);
  if (bytes.byteLength < HEAD_BYTES || bytes.getUint8(0) !== FRAME) {
    return { room: "", payload: null };
  }
  const room = String.fromCharCode(...new Uint8Array(buffer, 1, CODE_BYTES));
  return { room, payload: new DataView(buffer, HEAD_BYTES) };
}

/** Reads numbers one after the other, big-endian. */
export class Numbers {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  u8() {
    return this.#bytes.getUint8(this.#at++);
  }

  u16() {
    this.#at += 2;
    return this.#bytes.getUint16(this.#at - 2);
  }

  u32() {
    this.#at += 4;
    return this.#bytes.getUint32(this.#at - 4);
  }
}

/**
 * Takes a recording apart: four bytes of how many frames there are, and each behind two bytes of its length.
 * @returns the frames' payloads, in order
 */
export function recorded(buffer) {
  const bytes = new DataView(buffer);
  const frames = [];
  let at = 4;
  for (let left = bytes.getUint32(0); left > 0; left--) {
    const length = bytes.getUint16(at);
    frames.push(new DataView(buffer, at + 2, length));
    at += 2 + length;
  }
  return frames;
}

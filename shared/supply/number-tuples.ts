/** Different tuples of four numbers, in an open hash of flat arrays: no object per tuple. They are numbered from 0. */
export interface NumberTuples {
  /** The number of a tuple: a new one gets the next number. */
  numberOf(a: number, b: number, c: number, d: number): number;
  /** One part of a tuple, `part` from 0 to 3. */
  partOf(tuple: number, part: number): number;
  size(): number;
}

const WIDTH = 4;
const FIRST_SLOTS = 1024;

export function createNumberTuples(): NumberTuples {
  // A slot holds the number of a tuple plus one; at most half of the slots are taken.
  let slots = new Int32Array(FIRST_SLOTS);
  let parts = new Int32Array((FIRST_SLOTS / 2) * WIDTH);
  let size = 0;

  function add(slot: number, a: number, b: number, c: number, d: number): number {
    parts.set([a, b, c, d], size * WIDTH);
    size += 1;
    slots[slot] = size;
    if (size * 2 === slots.length) grow();
    return size - 1;
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2);
    for (let tuple = 0; tuple < size; tuple += 1) {
      const at = tuple * WIDTH;
      const [a = 0, b = 0, c = 0, d = 0] = parts.subarray(at, at + WIDTH);
      let slot = hashOf(a, b, c, d) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = tuple + 1;
    }
    const wider = new Int32Array((slots.length / 2) * WIDTH);
    wider.set(parts);
    parts = wider;
  }

  return {
    size: () => size,
    partOf: (tuple, part) => parts[tuple * WIDTH + part] as number,
    numberOf(a, b, c, d) {
      const mask = slots.length - 1;
      let slot = hashOf(a, b, c, d) & mask;
      for (;;) {
        const found = slots[slot] as number;
        if (found === 0) return add(slot, a, b, c, d);
        const at = (found - 1) * WIDTH;
        if (parts[at] === a && parts[at + 1] === b && parts[at + 2] === c && parts[at + 3] === d) {
          return found - 1;
        }
        slot = (slot + 1) & mask;
      }
    },
  };
}

/** Mixes four numbers; odd constants, so that no bit is lost. */
function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae3d) ^ Math.imul(c, 0x27d4eb2f) ^ Math.imul(d, 0x165667b1);
  hash = Math.imul(hash ^ (hash >>> 13), 0x9e3779b1);
  return hash ^ (hash >>> 16);
}

/** Integers of 32 bits one after the other: 4 bytes each, where a list of numbers takes 8 and is copied as it grows. */
export interface Integers extends Iterable<number> {
  push(integer: number): void;
  /** @throws RangeError where there is none. */
  at(place: number): number;
  readonly size: number;
}

const INTEGERS_IN_A_CHUNK = 2 ** 14;

/** Starts with none. */
export function createIntegers(): Integers {
  const chunks: Int32Array[] = [];
  let size = 0;
  const at = (place: number): number => {
    const found = chunks[Math.floor(place / INTEGERS_IN_A_CHUNK)]?.[place % INTEGERS_IN_A_CHUNK];
    if (found === undefined || place >= size) throw new RangeError(`there is no integer ${place}`);
    return found;
  };
  return {
    push(integer) {
      if (size % INTEGERS_IN_A_CHUNK === 0) chunks.push(new Int32Array(INTEGERS_IN_A_CHUNK));
      const last = chunks.at(-1) as Int32Array;
      last[size % INTEGERS_IN_A_CHUNK] = integer;
      size += 1;
    },
    at,
    get size() {
      return size;
    },
    *[Symbol.iterator]() {
      for (let place = 0; place < size; place += 1) yield at(place);
    },
  };
}

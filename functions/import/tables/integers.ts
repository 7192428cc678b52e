/** Numbers one after the other in flat memory: a list of numbers takes more, and is copied as it grows. */
export interface NumberColumn extends Iterable<number> {
  push(number: number): void;
  /** @throws RangeError where there is none, or none any more. */
  at(place: number): number;
  /** Puts another number in the place of one. @throws RangeError where there is none. */
  set(place: number, number: number): void;
  /** Gives back the memory of numbers before a place, as far as it is used for no others. They are gone. */
  forgetBefore(place: number): void;
  readonly size: number;
}

/** Integers of 32 bits, 4 bytes each. */
export type Integers = NumberColumn;

const CHUNK_BITS = 14;
const IN_A_CHUNK = 2 ** CHUNK_BITS;

/** Starts with no integer. */
export function createIntegers(): Integers {
  return createColumn(() => new Int32Array(IN_A_CHUNK));
}

/** Starts with no number. Each takes 8 bytes, and is any number. */
export function createNumbers(): NumberColumn {
  return createColumn(() => new Float64Array(IN_A_CHUNK));
}

function createColumn(allocate: () => Int32Array | Float64Array): NumberColumn {
  const chunks: (Int32Array | Float64Array | null)[] = [];
  let forgotten = 0;
  let size = 0;
  const chunkOf = (place: number) => {
    const chunk = chunks[place >>> CHUNK_BITS];
    if (chunk == null || place >= size) throw new RangeError(`there is no number ${place}`);
    return chunk;
  };
  const at = (place: number) => chunkOf(place)[place & (IN_A_CHUNK - 1)] as number;
  return {
    push(number) {
      if (size % IN_A_CHUNK === 0) chunks.push(allocate());
      size += 1;
      chunkOf(size - 1)[(size - 1) & (IN_A_CHUNK - 1)] = number;
    },
    at,
    set(place, number) {
      chunkOf(place)[place & (IN_A_CHUNK - 1)] = number;
    },
    forgetBefore(place) {
      for (; (forgotten + 1) * IN_A_CHUNK <= place; forgotten += 1) chunks[forgotten] = null;
    },
    get size() {
      return size;
    },
    *[Symbol.iterator]() {
      for (let place = 0; place < size; place += 1) yield at(place);
    },
  };
}

// The bytes of an answer, read four at a time: a word is the number whose lowest eight bits are the first of four bytes.

export const WORD = 4;

/** The word at `at`; `at + WORD` must not be past the end. */
export function wordAt(bytes: DataView, at: number): number {
  return bytes.getInt32(at, true);
}

/** The first `count` bytes of a word, 0 to 3 of them. */
export function beginningOf(word: number, count: number): number {
  return word & ((1 << (8 * count)) - 1);
}

const EACH = 0x01010101;
const HIGHEST = 0x80808080 | 0;
const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;
const SPACES = 0x20202020;

/**
 * The highest bit of each byte that ends a plain text, or makes it another one: a quote, a backslash, a sign below the space.
 * Above the lowest such bit others may be set that mean nothing, since the subtraction borrows.
 */
export function marksOf(word: number): number {
  const quotes = word ^ QUOTES;
  const backslashes = word ^ BACKSLASHES;
  return (
    (((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes) | ((word - SPACES) & ~word)) &
    HIGHEST
  );
}

/** Which of the four bytes the lowest mark stands for. */
export function firstMark(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

/** The hash of no word, and with one word more. */
export const NO_WORDS = 0x811c9dc5 | 0;
export function hashWith(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  // A product carries nothing downward: without this the first bytes of a word alone would say much.
  return mixed ^ (mixed >>> 15);
}

/** The hash of the bytes from `start` up to `end`; the word at the end must not pass the end of all. */
export function hashOf(bytes: DataView, start: number, end: number): number {
  let hash = NO_WORDS;
  let at = start;
  for (; at + WORD <= end; at += WORD) hash = hashWith(hash, wordAt(bytes, at));
  return at === end ? hash : hashWith(hash, beginningOf(wordAt(bytes, at), end - at));
}

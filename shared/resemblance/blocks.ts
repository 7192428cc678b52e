// A number and a hash of 32 bits fit one number of JavaScript.
const MOST_NAMES = 2 ** 20;

/** Names by their keys: texts of which two names have one in common whenever they may resemble each other. */
export interface Blocks {
  /** The places of all names that have one of the keys, each once. */
  withAny(keys: Iterable<string>): Set<number>;
  /**
   * The places of the names after `at` that have one of its keys, each once. Where more than `most` names have a key, only
   * the first of them is told, to all others.
   */
  after(at: number, keys: Iterable<string>, most: number): Set<number>;
  /** How many keys more than `most` names have. */
  crowded(most: number): number;
}

/** Holds the keys as hashes in one sorted row of numbers. Two keys of one hash only cost a comparison. */
export function createBlocks(count: number, keysOf: (at: number) => Iterable<string>): Blocks {
  if (count > MOST_NAMES) throw new RangeError(`more than ${MOST_NAMES} names`);
  const pairs: number[] = [];
  for (let at = 0; at < count; at += 1)
    for (const key of keysOf(at)) pairs.push(hashOf(key) * MOST_NAMES + at);
  const sorted = Float64Array.from(pairs).sort();
  const spans = spansOf(sorted);
  const span = (key: string) => spans.get(hashOf(key)) ?? { from: 0, to: 0 };
  const nameAt = (place: number) => (sorted[place] ?? 0) % MOST_NAMES;
  return {
    withAny(keys) {
      const found = new Set<number>();
      for (const key of keys)
        for (let { from, to } = span(key); from < to; from += 1) found.add(nameAt(from));
      return found;
    },
    after(at, keys, most) {
      const found = new Set<number>();
      for (const key of keys) {
        const { from, to } = span(key);
        if (to - from > most) {
          if (nameAt(from) < at) found.add(nameAt(from));
        } else
          for (let place = to - 1; place >= from && nameAt(place) > at; place -= 1) found.add(nameAt(place));
      }
      return found;
    },
    crowded: (most) => [...spans.values()].filter(({ from, to }) => to - from > most).length,
  };
}

interface Span {
  from: number;
  to: number;
}

/** Where the names of each hash stand. */
function spansOf(sorted: Float64Array): Map<number, Span> {
  const spans = new Map<number, Span>();
  for (let to = 0; to < sorted.length; ) {
    const hash = Math.floor((sorted[to] ?? 0) / MOST_NAMES);
    const from = to;
    while (to < sorted.length && Math.floor((sorted[to] ?? 0) / MOST_NAMES) === hash) to += 1;
    spans.set(hash, { from, to });
  }
  return spans;
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

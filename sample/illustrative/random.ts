/** Mulberry32 by Tommy Ettinger (public domain): a small generator with the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws one of several by their weights. @throws Error when there is none with a weight. */
export function drawn<One>(all: readonly One[], weightOf: (one: One) => number, random: () => number): One {
  let rest = random() * all.reduce((sum, one) => sum + weightOf(one), 0);
  for (const one of all) {
    rest -= weightOf(one);
    if (rest <= 0) return one;
  }
  throw new Error("one must be drawn of none");
}

/** Draws one of several, each as likely as the others. */
export function oneOf<One>(all: readonly One[], random: () => number): One {
  return drawn(all, () => 1, random);
}

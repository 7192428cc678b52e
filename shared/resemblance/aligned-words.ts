import type { NameWord } from "./folded-name.ts";

/** Words of two names that are the same, or nearly. */
export interface WordMatch {
  a: readonly NameWord[];
  b: readonly NameWord[];
  /** From 0 to 1, the same. */
  similarity: number;
}

/** The words of two names that go together, and those that only one of them has. */
export interface AlignedWords {
  matches: WordMatch[];
  onlyA: NameWord[];
  onlyB: NameWord[];
}

/** Pairs the words of two names: equal ones first, then those that are apart in one and joined in the other, then misspelt ones. */
export function alignWords(
  a: readonly NameWord[],
  b: readonly NameWord[],
  isMisspelt: (one: string, other: string) => boolean,
): AlignedWords {
  const matches: WordMatch[] = [];
  const leftA = [...a];
  const leftB = [...b];
  const take = (fromA: NameWord[], fromB: NameWord[], similarity: number) => {
    matches.push({ a: fromA, b: fromB, similarity });
    for (const word of fromA) leftA.splice(leftA.indexOf(word), 1);
    for (const word of fromB) leftB.splice(leftB.indexOf(word), 1);
  };
  for (const word of a) {
    const same = leftB.find(({ text }) => text === word.text);
    if (same !== undefined) take([word], [same], 1);
  }
  for (const [joined, parts] of joinedIn(leftA, b, leftB)) take([joined], parts, JOINED);
  for (const [joined, parts] of joinedIn(leftB, a, leftA)) take(parts, [joined], JOINED);
  for (const word of [...leftA]) {
    const near = leftB.find(({ text }) => isMisspelt(word.text, text));
    if (near !== undefined) take([word], [near], misspeltSimilarity(word.text, near.text));
  }
  return { matches, onlyA: leftA, onlyB: leftB };
}

const JOINED = 0.98;

/** Words of one name, each with the two words after each other of the other name that it is made of. Only words that are left count. */
function joinedIn(
  one: readonly NameWord[],
  other: readonly NameWord[],
  left: readonly NameWord[],
): [NameWord, NameWord[]][] {
  const free = new Set(left);
  return one.flatMap((word) => {
    const at = other.findIndex((first, place) => {
      const second = other[place + 1];
      if (second === undefined || !free.has(first) || !free.has(second)) return false;
      return first.text + second.text === word.text;
    });
    if (at === -1) return [];
    const parts = other.slice(at, at + 2);
    for (const part of parts) free.delete(part);
    return [[word, parts] as [NameWord, NameWord[]]];
  });
}

function misspeltSimilarity(a: string, b: string): number {
  return 1 - 1.1 / Math.max(a.length, b.length);
}

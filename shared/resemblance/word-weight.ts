import { businessKind } from "./business-words.ts";
import type { NameWord } from "./folded-name.ts";

/** How much a word tells of which company is meant. */
export interface Weight {
  /** From 0, nothing, to 1, a word that is made up. */
  weight: number;
  /** Whether it tells anything by itself: words like `group`, `Europe` and `battery` do not. */
  isTelling: boolean;
  /** Whether hardly two companies have it by chance. */
  isRare: boolean;
}

/** How often a word, in small letters, stands in everyday texts; 0 where it is in no dictionary of them. */
export type Everyday = (word: string) => number;

/** What names are compared by. */
export interface Yardstick {
  weigh(word: string): Weight;
  everyday: Everyday;
}

// The more a word stands in everyday texts, the more companies are called by it: envision, eve, apple.
const BY_USE: readonly (readonly [least: number, weight: number])[] = [
  [1000, 0.55],
  [100, 0.65],
  [10, 0.8],
  [1, 0.9],
];
const BY_KIND = { structure: 0.1, place: 0.15, trade: 0.2 } as const;

/** Weighs words. `isUsual` says whether a word stands in so many of the names compared that it tells nothing there. */
export function weigher(everyday: Everyday, isUsual: (word: string) => boolean): (word: string) => Weight {
  const known = new Map<string, Weight>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = wordWeight(word, everyday, isUsual);
    known.set(word, found);
    return found;
  };
}

function wordWeight(word: string, everyday: Everyday, isUsual: (word: string) => boolean): Weight {
  const kind = businessKind(word);
  if (kind !== null) return { weight: BY_KIND[kind], isTelling: false, isRare: false };
  if (isUsual(word)) return { weight: BY_KIND.trade, isTelling: false, isRare: false };
  if (/^\d+$/.test(word)) return { weight: 0.5, isTelling: false, isRare: false };
  if (word.length <= 2) return { weight: 0.6, isTelling: true, isRare: false };
  const used = everyday(word);
  const [, byUse = 1] = BY_USE.find(([least]) => used >= least) ?? [];
  return { weight: byUse, isTelling: true, isRare: byUse === 1 };
}

/** How much words tell together. */
export function weightOf(words: readonly NameWord[], { weigh }: Yardstick): number {
  return words.reduce((sum, { text }) => sum + weigh(text).weight, 0);
}

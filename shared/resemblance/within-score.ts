import type { AlignedWords } from "./aligned-words.ts";
import { businessKind } from "./business-words.ts";
import type { FoldedName, NameWord } from "./folded-name.ts";
import { weightOf, type Yardstick } from "./word-weight.ts";

// How alike a name and a longer one are that holds all of its words, by how much these words tell. `bare`: the longer one adds
// nothing but words like group or Europe. `trade`: it adds words like battery as well. Each other word takes `each` away.
const WITHIN = {
  rare: { bare: 0.95, trade: 0.92, each: 0.04 },
  short: { bare: 0.9, trade: 0.87, each: 0.05 },
  several: { bare: 0.9, trade: 0.85, each: 0.1 },
  everyday: { bare: 0.88, trade: 0.76, each: 0.15 },
} as const;

// Companies are called by the words that they begin with: a name that begins otherwise is most likely another company.
const OTHER_BEGINNING = 0.15;

/** How much a name and a longer one that holds all of its words look alike, from 0 to 1. */
export function withinScore(
  a: FoldedName,
  b: FoldedName,
  { matches, onlyA, onlyB }: AlignedWords,
  inner: "a" | "b",
  by: Yardstick,
): number {
  const words = inner === "a" ? a.words : b.words;
  const longer = inner === "a" ? b.words : a.words;
  const more = inner === "a" ? onlyB : onlyA;
  const { bare, trade, each } = WITHIN[tellingKind(words, by)];
  const others = more.filter(({ text }) => by.weigh(text).isTelling || /^\d+$/.test(text));
  const isTrade = more.some(({ text }) => !["structure", "place"].includes(businessKind(text) ?? ""));
  const begins = beginning(longer);
  const matchedLonger = new Set(matches.flatMap((match) => (inner === "a" ? match.b : match.a)));
  const isBeginning = begins === undefined || matchedLonger.has(begins);
  return (isTrade ? trade : bare) - each * weightOf(others, by) - (isBeginning ? 0 : OTHER_BEGINNING);
}

/** The first word of a name that is no place. */
function beginning(words: readonly NameWord[]): NameWord | undefined {
  return words.find(({ text }) => businessKind(text) !== "place");
}

function tellingKind(words: readonly NameWord[], { weigh }: Yardstick): keyof typeof WITHIN {
  const rare = words.filter(({ text }) => weigh(text).isRare);
  if (rare.some(({ text }) => text.length > 3)) return "rare";
  const telling = words.filter(({ text }) => weigh(text).isTelling);
  if (rare.length > 0 && telling.length === 1) return "short";
  return words.length > 1 ? "several" : "everyday";
}

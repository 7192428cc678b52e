import { businessKind } from "./business-words.ts";
import type { FoldedName } from "./folded-name.ts";
import type { Weight, Yardstick } from "./word-weight.ts";

/** The first two words of a name of nothing but common words, as `China Telecom`; `null` for all others. */
export function commonBeginning({ words }: FoldedName, weigh: (word: string) => Weight): string | null {
  const [first, second] = words;
  if (first === undefined || second === undefined) return null;
  return words.some(({ text }) => weigh(text).isTelling) ? null : `${first.text} ${second.text}`;
}

/**
 * Whether a name of common words begins with all of another one, and adds nothing but where it is and how it is built. The
 * shorter one must say what it does: `China Group` is a name of anybody.
 */
export function startsCommon(longer: FoldedName, shorter: FoldedName, { weigh }: Yardstick): boolean {
  if (commonBeginning(longer, weigh) === null || commonBeginning(shorter, weigh) === null) return false;
  const isBare = (word: string) => ["structure", "place"].includes(businessKind(word) ?? "");
  const begins = shorter.words.every(({ text }, at) => text === longer.words[at]?.text);
  const more = longer.words.slice(shorter.words.length);
  const says = shorter.words.some(({ text }) => !isBare(text));
  return begins && says && more.length > 0 && more.every(({ text }) => isBare(text));
}

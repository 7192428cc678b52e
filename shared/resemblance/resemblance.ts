import { type AlignedWords, alignWords, type WordMatch } from "./aligned-words.ts";
import { startsCommon } from "./common-name.ts";
import type { FoldedName, NameWord } from "./folded-name.ts";
import { initialsMatch } from "./initials.ts";
import { differByOne } from "./one-letter.ts";
import { mirrored, type Resemblance, sharedReason, withinReason } from "./reason.ts";
import { withinScore } from "./within-score.ts";
import { weightOf, type Yardstick } from "./word-weight.ts";

/**
 * How much two names look alike. `null` where they have nothing in common that tells anything: single words such as `energy` or
 * `Europe`. It is the same whichever name comes first.
 */
export function resemblanceOf(a: FoldedName, b: FoldedName, by: Yardstick): Resemblance | null {
  // In one order, so that words that go together in several ways always do in the same way.
  if (textOf(a.words) > textOf(b.words)) return swapped(resemblanceOf(b, a, by));
  if (a.letters === "" || b.letters === "") return null;
  if (a.letters === b.letters) {
    const isSame = textOf(a.words) === textOf(b.words);
    return { score: isSame ? 1 : 0.97, reason: { kind: isSame ? "same" : "joined" } };
  }
  const byInitials = initialsMatch(a, b, by);
  const byWords = wordResemblance(a, b, by);
  const best = byWords === null || (byInitials?.score ?? 0) > byWords.score ? byInitials : byWords;
  // Four decimals: sums of weights differ in their last bits.
  return best === null ? null : { ...best, score: Math.max(LEAST, Math.round(best.score * 1e4) / 1e4) };
}

// Of names that have a telling word in common, however much else they have.
const LEAST = 0.01;

function swapped(found: Resemblance | null): Resemblance | null {
  return found === null ? null : { score: found.score, reason: mirrored(found.reason) };
}

function wordResemblance(a: FoldedName, b: FoldedName, by: Yardstick): Resemblance | null {
  const aligned = alignWords(a.words, b.words, misspeltBy(by));
  const { matches, onlyA, onlyB } = aligned;
  if (!matches.some((match) => isTelling(match, by))) return commonResemblance(a, b, aligned, by);
  const matched = matches.map(({ a: ofA, b: ofB, similarity }) => {
    return { similarity, weight: (weightOf(ofA, by) + weightOf(ofB, by)) / 2 };
  });
  if (onlyA.length + onlyB.length === 0 && matches.every(({ similarity }) => similarity === 1))
    return { score: 0.97, reason: { kind: "reordered" } };
  const both = matched.reduce((sum, { weight, similarity }) => sum + weight * similarity, 0);
  const whole = matched.reduce((sum, { weight }) => sum + weight, 0);
  const overlap = (2 * both) / (2 * whole + weightOf(onlyA, by) + weightOf(onlyB, by));
  const inner = onlyA.length === 0 ? "a" : "b";
  if (onlyA.length > 0 !== onlyB.length > 0) {
    const score = withinScore(a, b, aligned, inner, by) * (both / whole);
    return { score, reason: withinReason(aligned, inner) };
  }
  return { score: overlap, reason: sharedReason(aligned) };
}

/** Two names of common words resemble each other where one only adds where it is, or how it is built, to the other. */
function commonResemblance(
  a: FoldedName,
  b: FoldedName,
  aligned: AlignedWords,
  by: Yardstick,
): Resemblance | null {
  if (!startsCommon(a, b, by) && !startsCommon(b, a, by)) return null;
  return { score: COMMON, reason: withinReason(aligned, a.words.length < b.words.length ? "a" : "b") };
}

// China Telecom (Americas) resembles China Telecom, a little less than a name with a word that tells something.
const COMMON = 0.82;

// Two everyday words that differ by one letter are two words, unless they are as long as organisation and organization.
const LONG_WORD = 9;

function misspeltBy({ everyday }: Yardstick) {
  return (one: string, other: string) => {
    const areWords = everyday(one) > 0 && everyday(other) > 0;
    const isAnyWord = everyday(one) > 0 || everyday(other) > 0;
    if (areWords && Math.min(one.length, other.length) < LONG_WORD) return false;
    // Hithium is no slip of lithium.
    if (isAnyWord && one[0] !== other[0]) return false;
    return differByOne(one, other);
  };
}

/** Whether words that go together tell anything, on both sides. */
function isTelling({ a, b }: WordMatch, { weigh }: Yardstick): boolean {
  return [a, b].every((words) => words.some(({ text }) => weigh(text).isTelling));
}

function textOf(words: readonly NameWord[]): string {
  return words.map(({ text }) => text).join(" ");
}

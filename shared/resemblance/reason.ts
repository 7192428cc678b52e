import type { AlignedWords } from "./aligned-words.ts";
import type { NameWord } from "./folded-name.ts";

/** How much two names look alike, from 0 to 1, and why. */
export interface Resemblance {
  score: number;
  reason: ResemblanceReason;
}

/** Why two names look alike. The words are as the names have them. */
export type ResemblanceReason =
  | { kind: "same" | "joined" | "reordered" }
  /** `isSpelt`: the first letters of how a name in Han or Hangul is spoken. */
  | { kind: "initials"; letters: string; of: "a" | "b"; isSpelt: boolean }
  | { kind: "within"; whole: "a" | "b"; words: string; more: string; misspelt: Misspelt[] }
  | { kind: "shared"; words: string; onlyA: string; onlyB: string; misspelt: Misspelt[] };

/** Two words that differ by one letter. */
export interface Misspelt {
  a: string;
  b: string;
}

/** The reason for the two names the other way round. */
export function mirrored(reason: ResemblanceReason): ResemblanceReason {
  const other = (side: "a" | "b") => (side === "a" ? "b" : "a");
  const swapped = (misspelt: Misspelt[]) => misspelt.map(({ a, b }) => ({ a: b, b: a }));
  if (reason.kind === "initials") return { ...reason, of: other(reason.of) };
  if (reason.kind === "within")
    return { ...reason, whole: other(reason.whole), misspelt: swapped(reason.misspelt) };
  if (reason.kind !== "shared") return reason;
  const { onlyA, onlyB, misspelt } = reason;
  return { ...reason, onlyA: onlyB, onlyB: onlyA, misspelt: swapped(misspelt) };
}

function shown(words: readonly NameWord[]): string {
  return words.map((word) => word.shown).join(" ");
}

function misspeltIn({ matches }: AlignedWords): Misspelt[] {
  return matches.flatMap(({ a, b }) =>
    a.map(({ text }) => text).join("") === b.map(({ text }) => text).join("")
      ? []
      : [{ a: shown(a), b: shown(b) }],
  );
}

export function withinReason(aligned: AlignedWords, whole: "a" | "b"): ResemblanceReason {
  const words = shown(aligned.matches.flatMap((match) => match[whole]));
  const more = shown(whole === "a" ? aligned.onlyB : aligned.onlyA);
  return { kind: "within", whole, words, more, misspelt: misspeltIn(aligned) };
}

export function sharedReason(aligned: AlignedWords): ResemblanceReason {
  return {
    kind: "shared",
    words: shown(aligned.matches.flatMap(({ a }) => a)),
    onlyA: shown(aligned.onlyA),
    onlyB: shown(aligned.onlyB),
    misspelt: misspeltIn(aligned),
  };
}

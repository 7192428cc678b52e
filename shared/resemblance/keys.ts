import { commonBeginning } from "./common-name.ts";
import type { FoldedName } from "./folded-name.ts";
import { initialsOf, shortNameOf } from "./initials.ts";
import { SHORTEST_MISBEGUN, SHORTEST_MISSPELT } from "./one-letter.ts";
import type { Weight } from "./word-weight.ts";

/**
 * Texts of which two names have one in common whenever they resemble each other, so that not every name needs to be compared
 * with every other one: their telling words, these without one letter, two words joined, the beginning of
 * a name of common words, all letters, first letters.
 */
export function keysOf(name: FoldedName, weigh: (word: string) => Weight): Set<string> {
  const keys = new Set([`=${name.letters}`]);
  for (const [at, { text }] of name.words.entries()) {
    const next = name.words[at + 1]?.text;
    if (next !== undefined && (weigh(text).isTelling || weigh(next).isTelling)) keys.add(text + next);
    if (weigh(text).isTelling) for (const key of withoutOneLetter(text)) keys.add(key);
  }
  const common = commonBeginning(name, weigh);
  if (common !== null) keys.add(common);
  const short = shortNameOf(name);
  if (short !== null) keys.add(`.${short}`);
  for (const letters of initialsOf(name).keys()) keys.add(`.${letters}`);
  return keys;
}

/** A word, and the same without any one of its letters: two words that differ by one letter share one of these. */
function withoutOneLetter(word: string): string[] {
  if (word.length < SHORTEST_MISSPELT || /\d/.test(word)) return [word];
  const from = word.length < SHORTEST_MISBEGUN ? 1 : 0;
  return [
    word,
    ...Array.from(
      { length: word.length - from },
      (_, at) => word.slice(0, at + from) + word.slice(at + from + 1),
    ),
  ];
}

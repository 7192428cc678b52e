import { businessKind } from "./business-words.ts";
import type { FoldedName } from "./folded-name.ts";
import type { Resemblance } from "./reason.ts";
import type { Yardstick } from "./word-weight.ts";

// Three letters are the first letters of too many names to tell anything.
const FEWEST_LETTERS = 4;
const MOST_LETTERS = 8;

/** Whether one name is the first letters of the other: `CATL` of `Contemporary Amperex Technology Limited`. */
export function initialsMatch(a: FoldedName, b: FoldedName, by: Yardstick): Resemblance | null {
  for (const [short, long, of] of [
    [a, b, "b"],
    [b, a, "a"],
  ] as const) {
    const letters = shortNameOf(short);
    if (letters === null) continue;
    const found = initialsOf(long).get(letters);
    if (found === undefined || by.everyday(letters) > 0) continue;
    const isSpelt = long.words.some(({ isOfSyllables }) => isOfSyllables);
    return { score: found, reason: { kind: "initials", letters, of, isSpelt } };
  }
  return null;
}

/** The only word of a name that may be initials, apart from words like group and Europe; `null` where it has others. */
export function shortNameOf({ words }: FoldedName): string | null {
  const others = words.filter(({ text }) => !["structure", "place"].includes(businessKind(text) ?? ""));
  const [word] = others;
  if (others.length !== 1 || word === undefined || word.isOfSyllables) return null;
  return /^[a-z]{3,8}$/.test(word.text) ? word.text : null;
}

/** The letters that may stand for a name, each with how much a name of these letters looks like it. */
export function initialsOf({ words, forms }: FoldedName): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const ofSyllables = words.filter(({ isOfSyllables }) => isOfSyllables);
  const [only] = ofSyllables;
  if (ofSyllables.length === 1 && only !== undefined && only.initials.length >= 3)
    found.set(only.initials, 0.85);
  if (words.length < 2) return found;
  const first = words[0]?.text ?? "";
  const base = words.map(({ initials }) => initials).join("");
  const bases = new Set([base, words.map(({ text }) => text.charAt(0)).join("")]);
  // `LG Energy Solution` is LGES.
  if (first.length <= 3)
    for (const one of [...bases]) bases.add(first + one.slice(words[0]?.initials.length ?? 1));
  for (const one of bases) {
    for (let taken = 0; taken <= forms.length; taken += 1) {
      const letters =
        one +
        forms
          .slice(0, taken)
          .map((form) => form.charAt(0))
          .join("");
      if (letters.length >= FEWEST_LETTERS && letters.length <= MOST_LETTERS)
        found.set(letters, letters.length === FEWEST_LETTERS ? 0.85 : 0.9);
    }
    // `Co., Limited` gives its last letter alone: CATL.
    const last = forms.at(-1)?.charAt(0) ?? "";
    if (last !== "" && one.length + 1 >= FEWEST_LETTERS && one.length < MOST_LETTERS)
      found.set(one + last, 0.85);
  }
  return found;
}

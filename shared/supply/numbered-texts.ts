/** Texts with a number each, so that columns of positions hold numbers. */
export interface NumberedTexts {
  /** The number of a text: a new one gets the next number. It is 0 for `null`. */
  numberOf(text: string | null): number;
  /** The text of a number that `numberOf` has returned. */
  textOf(number: number): string | null;
  /** One more than the largest number. */
  size(): number;
}

export function createNumberedTexts(): NumberedTexts {
  const texts: (string | null)[] = [null];
  const numbers = new Map<string | null, number>([[null, 0]]);
  return {
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
    textOf(number) {
      const text = texts[number];
      if (text === undefined) throw new RangeError(`no text has the number ${number}`);
      return text;
    },
    size: () => texts.length,
  };
}

/** For each number its place in the order of the texts, `null` first. */
export function ranksOf(texts: NumberedTexts): Int32Array {
  const all = Array.from({ length: texts.size() }, (_, number) => texts.textOf(number) ?? "");
  const ranks = new Int32Array(all.length);
  const inOrder = [...all.keys()].sort((a, b) => ((all[a] ?? "") < (all[b] ?? "") ? -1 : 1));
  for (const [rank, number] of inOrder.entries()) ranks[number] = rank;
  return ranks;
}

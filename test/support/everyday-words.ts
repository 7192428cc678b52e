import { readEverydayWords } from "../../cli/input/everyday-words.ts";

/** The counts of everyday words that the command line uses, read once for a file of tests. */
export const everydayWords = readEverydayWords();

import { expect, it } from "vitest";
import { oneSentence } from "../../cli/terminal/usage-sentence.ts";

it.each<[text: string, sentence: string]>([
  ["error: unknown command 'lsit'\n(Did you mean list?)", "unknown command 'lsit'; nearest: list"],
  [
    "error: unknown option '--b'\n(Did you mean one of --by, --to?)",
    "unknown option '--b'; nearest: --by, --to",
  ],
  [
    "error: option '--by <groups>' argument 'itm' is invalid. Allowed choices are item, program.",
    "option '--by <groups>' argument 'itm' is invalid. Allowed choices are item, program; nearest: item",
  ],
  [
    "error: option '--by <groups>' argument 'moon' is invalid. Allowed choices are item, program.",
    "option '--by <groups>' argument 'moon' is invalid. Allowed choices are item, program.",
  ],
  ["error: missing required argument 'rule'\n", "missing required argument 'rule'; --help shows examples"],
  ["error: unknown command 'dance'", "unknown command 'dance'; --help lists the commands"],
])("%j is told as one sentence", (text, sentence) => {
  expect(oneSentence(text)).toBe(sentence);
});

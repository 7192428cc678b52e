import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readEquivalents } from "../mutation/equivalents.ts";

it.each(readEquivalents().map((one) => [`${one.module}: ${one.replacement}`, one] as const))(
  "the equivalent mutant of %s is of a line that is there",
  (_name, { module, text, original }) => {
    const lines = readFileSync(module, "utf8").split("\n");
    expect(lines.map((line) => line.trim())).toContain(text);
    expect(original).not.toBe("");
  },
);

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readWording } from "../../../shared/policy/own-wording.ts";
import { defaultWording } from "../../../shared/policy/wording.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { month, ownWordsPolicy as policy } from "../../support/customs-figures.ts";
import { isAsShipped } from "../../support/shipped-policies.ts";
import { usImportsPolicy } from "../../support/us-imports-policy.ts";
import { asEmail, type Run, tell } from "./telling.ts";

const { sector } = usImportsPolicy;
const run = (asOf: string, positions: Position[]): Run => ({ asOf, positions, policy });
const june = (chinese: number) => run("2026-06-30", month("2026-06-30", chinese));
const july = (chinese: number, untold = 0) => run("2026-07-31", month("2026-07-31", chinese, untold));

const texts: [string, Run[]][] = [
  ["raised", [june(1), july(3)]],
  ["possible", [june(1), july(2, 1)]],
  ["reminder", [june(3), july(3.2)]],
  ["resolved", [june(3), july(1)]],
  ["no-data", [june(3), run("2026-07-31", [])]],
  ["data-back", [run("2026-06-30", []), july(1)]],
  [
    "stale",
    [june(1), { ...run("2026-07-31", month("2026-07-15", 1)), policy: { ...policy, staleAfterDays: 10 } }],
  ],
];

describe("the e-mail about imports", () => {
  it.each(texts)("%s reads as agreed", async (name, runs) => {
    await expect(asEmail(tell(...runs))).toMatchFileSnapshot(`golden/imports-${name}.txt`);
  });

  it.each(texts)("%s says nothing of purchases, spend or supply", (_name, runs) => {
    const { subject, text } = tell(...runs);
    const [told = ""] = text.split("\nCOMMANDS\n");
    expect(`${subject}\n${told}`).not.toMatch(/\b(purchases?|spend|bought|buy|supply)\b/i);
  });

  it.skipIf(!isAsShipped(sector))("has the words that ship", () => {
    const read = readWording(JSON.parse(readFileSync("policies/wording.json", "utf8")));
    if ("problem" in read) throw new Error(read.problem);
    const { names } = read.all;
    expect(read.all).toEqual({ ...defaultWording, names });
    expect(read.bySector).toEqual(new Map([[sector, { ...policy.wording, names }]]));
  });
});

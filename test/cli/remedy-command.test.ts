import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";
import { isAsShipped } from "../support/shipped-policies.ts";

describe("the command of a remedy in an e-mail", () => {
  let place: Workplace;
  let emails: string[];
  beforeAll(async () => {
    place = workplace();
    await copySamples(place);
    const { stdout } = await place.chokepoint("inbox", "--dir", ".chokepoint-samples");
    emails = stdout.split(/^(?=Subject: )/m);
  });
  afterAll(() => place?.remove());

  it.skipIf(!["ai", "defense"].every(isAsShipped)).each([
    ["[CRITICAL] AI", "china-look-through"],
    ["[CRITICAL] Defense", "chinese-military-companies"],
  ])("gives the figure that the remedy claims: %s", async (subject, id) => {
    const text = emails.find((one) => one.startsWith(`Subject: ${subject}: `)) ?? "";
    const [, goal = ""] = /To reach (\d+) %/.exec(text) ?? [];
    const [, printed = ""] = /^ +npx chokepoint (simulate .*--move .*)$/m.exec(text) ?? [];
    const words = execFileSync("bash", ["-c", `printf '%s\\0' ${printed}`], { encoding: "utf8" });
    const answer = await place.chokepoint(...words.split("\0").slice(0, -1), "--json");
    expect(answer).toMatchObject({ stderr: "", code: 0 });
    const { rules = [] }: SimulateResult = JSON.parse(answer.stdout);
    const after = rules.find(({ rule }) => rule === id)?.after.observed;
    expect(((after?.lower ?? 0) * 100).toFixed(1)).toBe(`${goal}.0`);
    expect((after?.lower ?? 1) * 100).toBeLessThanOrEqual(Number(goal));
  });
});

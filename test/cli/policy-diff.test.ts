import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffMarkdown } from "../../cli/backtest/diff-markdown.ts";
import type { SectorDiff } from "../../cli/backtest/policy-diff.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { BROKEN, brokenText } from "../support/policy-files.ts";
import { chinaPolicy } from "../support/samples.ts";
import { usImportsPolicy } from "../support/us-imports-policy.ts";

const MONTHLY = resolve("sample/us_imports_hs8507600030_bess_monthly.csv");
const SECTOR = "us-storage-imports";
const [rule] = usImportsPolicy.rules;
const tried = {
  ...usImportsPolicy,
  rules: [{ ...rule, title: "Made in @China | 中国", above: { warning: 0.15 } }],
};
const SPAN = ["--from", "2026-01-31", "--to", "2026-07-31", "--every", "1m"];

let place: Workplace;
function folder(name: string, files: Record<string, unknown>): string {
  mkdirSync(join(place.folder, name));
  for (const [file, content] of Object.entries(files))
    writeFileSync(
      join(place.folder, name, file),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  return name;
}
beforeAll(async () => {
  place = workplace();
  folder("old", { "us-storage-imports.json": usImportsPolicy, "ai.json": chinaPolicy("ai") });
  folder("new", { "us-storage-imports.json": tried, "ai.json": chinaPolicy("ai") });
  folder("without", { "ai.json": chinaPolicy("ai") });
  const args = ["import", "usitc", MONTHLY, "--sector", SECTOR, "--policies", "old"];
  expect(await place.chokepoint(...args)).toMatchObject({ code: 0 });
});
afterAll(() => place.remove());
const diff = (...args: string[]) => place.chokepoint("policy", "diff", ...args);

describe("policy diff", () => {
  it("says what only one of the two would have sent, over the year before the newest position", async () => {
    const { code, stdout, stderr } = await diff("old", "new", "--every", "1m");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`ai  unchanged, nothing to replay

us-storage-imports  changed, 2025-07-31 to 2026-07-31, every 1m: 13 runs
  "Made in @China | 中国" [china-origin]: warning above 25 % -> warning above 15 %; title: Made in China -> "Made in @China | 中国"
  WOULD HAVE BEEN SENT  - only by the old policy   + only by the new policy
    2026-06-30  +  raised    warning  "Made in @China | 中国" [china-origin]  19.2 %, limit 15 %
    2026-07-31  -  raised    warning  Made in China [china-origin]            28.0 %, limit 25 %
    2026-07-31  +  reminder  warning  "Made in @China | 中国" [china-origin]  28.0 %, limit 15 %
  TOTAL       old   new  difference
  bulletins     3     4  +1
  raised        1     1  same
  reminder      0     1  +1
  no-data       1     1  same
  data-back     1     1  same
`);
  });

  it("finds what a backtest of the changed policy finds", async () => {
    const own = JSON.parse((await diff("old", "new", ...SPAN, "--json")).stdout);
    const args = [
      "--sector",
      SECTOR,
      ...SPAN,
      "--policy",
      join("new", `${SECTOR}.json`),
      "--policies",
      "old",
      "--json",
    ];
    const backtest = JSON.parse((await place.chokepoint("backtest", ...args)).stdout);
    expect(own).toMatchObject([
      { sector: "ai", change: "unchanged", replayed: null },
      {
        sector: SECTOR,
        change: "changed",
        rules: { added: [], removed: [], changed: [{ rule: "china-origin", fields: ["title", "above"] }] },
        replayed: { old: backtest.summary, new: backtest.tried.summary, onlyByOne: 3 },
      },
    ]);
    const difference = own[1].replayed.difference.map(({ asOf, old, new: now }: Record<string, unknown>) => {
      return { asOf, shipped: old, tried: now };
    });
    expect(difference).toEqual(backtest.difference);
  });

  it("writes Markdown that shows texts as they are, and mentions nobody", async () => {
    const { code, stdout } = await diff("old", "new", "--markdown", ...SPAN);
    expect(code).toBe(0);
    expect(stdout).toContain("### us\\-storage\\-imports: changed\n");
    expect(stdout).toContain("| bulletins | 3 | 4 | +1 |\n");
    expect(stdout).toContain(
      '| 2026-06-30 | \\+ new | raised | warning | "Made in @<!-- -->China \\| 中国" \\[china\\-origin\\] | 19.2 %, limit 15 % |\n',
    );
    expect(stdout).toContain("\nUnchanged: ai.\n");
  });

  it("compares files as well, and sectors that only one side has", async () => {
    const file = place.file("tried.json", JSON.stringify(tried));
    const [one] = JSON.parse((await diff(join("old", `${SECTOR}.json`), file, ...SPAN, "--json")).stdout);
    expect(one.replayed.onlyByOne).toBe(3);
    const gone = (await diff("old", "without", "--sector", SECTOR, ...SPAN)).stdout;
    expect(gone).toContain(`${SECTOR}  removed, 2026-01-31 to 2026-07-31`);
    expect(gone).toContain(
      "    2026-07-31  -  raised     warning   Made in China [china-origin]  28.0 %, limit 25 %\n",
    );
    expect(gone).toMatch(/bulletins +3 +0 {2}-3\n/);
    const added = (await diff("without", "old", ...SPAN)).stdout;
    expect(added).toMatch(/bulletins +0 +3 {2}\+3\n/);
    expect(added).toContain("2026-07-31  +  raised");
  });

  it("says what cannot be used, shows the others, and ends with 2", async () => {
    folder("broken", { "us-storage-imports.json": tried, "ai.json": brokenText });
    const { code, stdout, stderr } = await diff("old", "broken", ...SPAN);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `chokepoint: ai: new policy: ${BROKEN}\n` });
    expect(stdout).toContain(`ai  changed, not replayed\n  new policy: ${BROKEN}\n`);
    expect(stdout).toContain("2026-06-30  +  raised");
  });

  it("tells a floor in money, and what would not have been sent below it", async () => {
    const withFloor = { ...usImportsPolicy, rules: [{ ...rule, atLeast: 2_000_000_000 }] };
    folder("floor", { "us-storage-imports.json": withFloor, "ai.json": chinaPolicy("ai") });
    const { stdout } = await diff("old", "floor", ...SPAN);
    expect(stdout).toContain("  Made in China [china-origin]: atLeast: not set -> USD 2.0 B\n");
    expect((await diff("without", "floor", ...SPAN)).stdout).toContain(
      "  Made in China [china-origin]: warning above 25 %, of USD 2.0 B or more\n",
    );
    expect(stdout).toContain(
      "2026-07-31  -  raised  warning  Made in China [china-origin]  28.0 %, limit 25 %\n",
    );
    expect(stdout).not.toContain("  +  ");
  });

  it("says where no position has a date", async () => {
    folder("strict", { "ai.json": { ...chinaPolicy("ai"), windowDays: 90 } });
    const { stdout } = await diff("old", "strict", "--sector", "ai");
    expect(stdout).toBe(
      "ai  changed, not replayed: no stored position has a date\n  windowDays: 365 -> 90\n",
    );
  });

  it.each<[string[], string]>([
    [["old", "nowhere"], "the folder of policies nowhere does not exist"],
    [["old", "new", "--sector", "moon"], '--sector: neither old nor new has a policy of "moon"'],
    [["old", "new", "--from", "July"], "--from: must be a day like 2026-07-31"],
    [["old", "new", "--every", "1h"], "--every: must be like 7d, 2w or 1m"],
    [
      ["old", "new", "--from", "2026-08-01", "--to", "2026-07-31"],
      "--to: 2026-07-31 is before --from, 2026-08-01",
    ],
  ])("refuses %j in one sentence", async (args, sentence) => {
    expect(await diff(...args)).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${sentence}\n` });
  });

  it("writes and sends nothing", async () => {
    expect((await place.chokepoint("alerts", "--policies", "old", "--sector", SECTOR)).stdout).toContain(
      "was never recomputed",
    );
    expect(JSON.parse((await place.chokepoint("inbox", "--json")).stdout)).toEqual([]);
  });
});

describe("Markdown of many changes", () => {
  const long = (at: number): Policy => ({
    ...chinaPolicy(`s-${at}`),
    rules: Array.from({ length: 100 }, (_, one) => ({
      ...(chinaPolicy("s").rules[0] as Policy["rules"][number]),
      id: `r-${one}`,
      title: "&".repeat(60),
    })),
  });
  const diffs = (count: number): SectorDiff[] =>
    Array.from({ length: count }, (_, at) => {
      const policy = long(at);
      return {
        sector: policy.sector,
        change: "new",
        problems: [],
        before: null,
        after: policy,
        changes: null,
        replayed: null,
      };
    });
  it.each([[1], [30], [2000]])(
    "of %i sectors fits into a comment, and counts what it leaves out",
    (count) => {
      const text = diffMarkdown(diffs(count)).join("\n");
      expect(text.length).toBeLessThan(65_536);
      expect(text).toMatch(count === 2000 ? /^2,000 sectors differ/m : /^- and (80|100) more$/m);
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

const SECTOR = ["--sector", "us-storage-imports"];

let place: Workplace;
let sent: { subject: string; text: string };
let decided: SectorResult;

async function importOrders(name: string, ...rows: string[]): Promise<void> {
  await place.chokepoint("import", "positions", place.file(name, [POSITION_COLUMNS, ...rows, ""].join("\n")));
}

async function results(...args: string[]): Promise<SectorResult[]> {
  return JSON.parse((await place.chokepoint(...args)).stdout);
}

/** What a run as of a day prints. */
async function printed(asOf: string): Promise<string> {
  return (await place.chokepoint("recompute", ...SECTOR, "--as-of", asOf, "--dry-run")).stdout;
}

/** An e-mail of 21 July; then later orders turn the alert around. */
beforeAll(async () => {
  place = workplace();
  await importOrders(
    "july.csv",
    "P-1,us-storage-imports,,bess,CN,300,2026-07-20,,test",
    "P-2,us-storage-imports,,bess,JP,700,2026-07-20,,test",
  );
  [decided] = (await results("recompute", ...SECTOR, "--as-of", "2026-07-21", "--json")) as [SectorResult];
  const inbox = await place.chokepoint("inbox", "--json");
  [sent] = JSON.parse(inbox.stdout);
  await importOrders("later.csv", "P-3,us-storage-imports,,bess,JP,9000,2026-07-25,,test");
  await place.chokepoint("recompute", ...SECTOR, "--as-of", "2026-07-28");
});
afterAll(() => place.remove());

describe("the replay command of an e-mail, run word by word after later data came,", () => {
  it("shows the figures and alerts of that e-mail", async () => {
    const command = /^ *npx chokepoint (recompute .*)$/m.exec(sent.text)?.[1]?.split(" ") ?? [];
    expect(command).toContain("--dry-run");
    const [replayed] = await results(...command);
    expect(replayed?.assessment.rules).toEqual(decided.assessment.rules);
    expect(replayed?.assessment.scopes).toEqual(decided.assessment.scopes);
    expect(replayed?.alerts).toEqual(decided.alerts);
    expect(replayed).toMatchObject({ alertsOf: { asOf: "2026-07-21", assessment: decided.assessment.id } });
    expect(replayed).not.toHaveProperty("figuresChanged");
  });
});

describe("a run as of a day in the past prints under the heading of its day", () => {
  it("the alert of then, which is over now", async () => {
    expect(await printed("2026-07-21")).toMatch(
      /as of 2026-07-21, .*\n {2}alerts as they were decided as of this day:\n {4}warning .*30\.0 %.* raised\n {2}nothing is sent \(older than the last assessment: nothing was written\)/,
    );
  });

  it("the day of the decision, when it is an earlier one", async () => {
    expect(await printed("2026-07-24")).toContain(
      "alerts as decided as of 2026-07-21, the last decision up to this day:",
    );
  });

  it("what a first run would find, before the first decision", async () => {
    expect(await printed("2026-07-20")).toContain(
      "no decision up to this day is stored; a first run as of it would find:\n    warning",
    );
    expect(await printed("2026-07-19")).toMatch(
      /a first run as of it would find:\n {4}possible {2}no position in the window +no-data\n/,
    );
  });

  it("that figures are others now, when an order of then was added later", async () => {
    await importOrders("late.csv", "P-4,us-storage-imports,,bess,JP,50,2026-07-20,,test");
    const text = await printed("2026-07-21");
    expect(text).toContain("  note: these figures are not those of then");
    expect(text).toMatch(/warning .*30\.0 %/);
  });
});

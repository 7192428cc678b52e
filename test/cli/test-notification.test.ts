import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  const rows = [
    "P-1,us-storage-imports,,bess,CN,300,2026-07-20,,test",
    "P-2,us-storage-imports,,bess,JP,700,2026-07-20,,test",
  ];
  await place.chokepoint(
    "import",
    "positions",
    place.file("p.csv", [POSITION_COLUMNS, ...rows, ""].join("\n")),
  );
  await place.chokepoint("recompute", "--sector", "us-storage-imports", "--as-of", "2026-07-28");
});
afterAll(() => place.remove());

async function remembered(): Promise<string[]> {
  const asked = [
    ["alerts", "--json"],
    ["list", "events", "--kind", "alert", "--json"],
    ["list", "sectors", "--json"],
  ];
  const answers: string[] = [];
  for (const args of asked) answers.push((await place.chokepoint(...args)).stdout);
  return answers;
}

async function subjects(): Promise<string[]> {
  const { stdout } = await place.chokepoint("inbox", "--json");
  return (JSON.parse(stdout) as { subject: string }[]).map(({ subject }) => subject);
}

describe("test-notification", () => {
  it("sends a message that is plainly a test, says who gets it, and touches no alert", async () => {
    const before = await remembered();
    const test = await place.chokepoint(
      "test-notification",
      ...["--sector", "us-storage-imports", "--level", "warning", "--rule", "Made in China"],
    );
    expect(test).toMatchObject({ code: 0, stderr: "" });
    expect(test.stdout).toMatch(
      /^sent: TEST: nothing happened, no answer needed \(US storage imports, warning\)\n {2}email {2}subscriber@chokepoint.invalid {2}confirmed {2}gets it\n$/i,
    );
    expect((await subjects()).at(-1)).toMatch(/^TEST: nothing happened/);
    expect(await remembered()).toEqual(before);
    const lines = (await place.chokepoint("list", "events", "--kind", "test", "--json")).stdout;
    expect(JSON.parse(lines)).toMatchObject({
      sector: "us-storage-imports",
      topic: "alerts",
      level: "warning",
    });
    expect(
      (await place.chokepoint("recompute", "--sector", "us-storage-imports", "--as-of", "2026-07-28")).stdout,
    ).not.toContain("TEST");
  });

  it("sends nothing with --dry-run, and prints only JSON with --json", async () => {
    const before = await subjects();
    const args = ["--topic", "operations", "--dry-run"];
    expect((await place.chokepoint("test-notification", ...args)).stdout).toBe(
      "not sent, only asked: TEST: nothing happened, no answer needed (operations)\n  email  operator@chokepoint.invalid  confirmed  would get it\n",
    );
    const { stdout } = await place.chokepoint("test-notification", ...args, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      topic: "operations",
      sent: false,
      attributes: { sector: "[]", events: '["operations"]' },
      subscriptions: [{ delivers: "yes", filter: null }],
    });
    expect(await subjects()).toEqual(before);
  });

  it.each<[string, string[], string]>([
    ["no sector", [], "--sector: must name the sector that the test is about"],
    ["an unknown sector", ["--sector", "ia"], '--sector: "ia" is not a sector'],
    ["an unknown rule", ["--sector", "ai", "--rule", "chinas"], '--rule: "chinas" is not a rule of ai'],
    [
      "a sector for operations",
      ["--topic", "operations", "--sector", "ai"],
      "--sector: a message to operations is about no sector",
    ],
    [
      "a rule for operations",
      ["--topic", "operations", "--rule", "china-look-through"],
      "--rule: a message to operations is about no rule",
    ],
  ])("refuses %s in one sentence, and sends nothing", async (_what, args, sentence) => {
    const before = await subjects();
    const refused = await place.chokepoint("test-notification", ...args);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain(sentence);
    expect(await subjects()).toEqual(before);
  });
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPolicy } from "../../shared/policy/read-policy.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";

const PAGE = readFileSync("docs/policies.md", "utf8");
const section = PAGE.slice(PAGE.indexOf("## Leave out what is small"), PAGE.indexOf("## Write, check, test"));
const [json = "", positions = "", line = ""] = [...section.matchAll(/```\w*\n([^`]*)```/g)].map(
  ([, text]) => text,
);
const rule = JSON.parse(json);
const told = section.replaceAll(/\s+/g, " ");

let place: Workplace;
let own: PolicyFiles;
const chokepoint = (...args: string[]) => place.chokepoint(...args, "--policies", own.folder);

function usePolicy(more: object) {
  const about = { sector: "ai", label: "AI", title: "AI", unit: "USD", windowDays: 365 };
  own.write(readPolicy({ ...about, rules: [{ ...rule, ...more }] }));
}

async function recompute(day: string): Promise<string> {
  const { code, stdout } = await chokepoint("recompute", "--as-of", day);
  expect(code).toBe(0);
  return stdout;
}

beforeAll(() => {
  own = policyFiles("ai");
  place = workplace();
});
afterAll(() => {
  own.remove();
  place.remove();
});

describe("what docs/policies.md shows of a floor", () => {
  it("is what commands say of its purchases", async () => {
    usePolicy({});
    // The large purchase leaves the window a day later, and a smaller one stays.
    const rows = positions.replace("2500000,2026-07-15", "2500000,2025-08-01");
    const file = place.file("positions.csv", `${rows}P-3,ai,,bess,CN,400000,2026-07-15,,erp\n`);
    expect((await chokepoint("import", "positions", file)).code).toBe(0);
    const stdout = await recompute("2026-07-31");
    expect(stdout).toMatch(/warning +Made in China \(bess\) \[china-items\] +100\.0 %, limit 25 % +raised/);
    expect(stdout).toContain(`  ${line}`);
  });

  it("is how an alert is closed", async () => {
    const stdout = await recompute("2026-08-01");
    expect(stdout).toMatch(
      /none +Made in China \(bess\) \[china-items\] +it has USD 400\.0 k, less than the floor of USD 1\.0 M/,
    );
    const subject = /`(\[CLOSED\][^`]*)`/.exec(told)?.[1] ?? "nothing";
    expect(stdout).toContain(`sent: ${subject}\n`);
  });

  it("is what an e-mail says of a floor that was moved", async () => {
    usePolicy({ atLeast: 500_000 });
    await recompute("2026-08-02");
    const mail = (await chokepoint("inbox", "--last", "1")).stdout.replaceAll(/\s+/g, " ");
    expect(mail).toContain(/`(The policy changed[^`]*)`/.exec(told)?.[1] ?? "nothing");
  });
});

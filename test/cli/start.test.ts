import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { illustrativeFiles } from "../../sample/make-illustrative.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { type Ended, runScript } from "../support/command-line.ts";
import { npmStart, runHere } from "../support/in-process.ts";
import { isAsShipped, isShipped, shipped } from "../support/shipped-policies.ts";

let folder: string;
let first: Ended;
let second: Ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chokepoint-start-"));
  first = await runScript("cli/start.js", [], folder);
  second = await runHere([], folder, undefined, npmStart);
});
afterAll(() => rmSync(folder, { recursive: true }));

// There are samples for these; a sector that was added has no positions, and nothing is sent about it.
const sampled = [...shipped.keys()].filter(isShipped);

describe("npm start", () => {
  it("shows one e-mail per sector and ends with 0", () => {
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: "" });
    const subjects = first.stdout.match(/^Subject: .*$/gm) ?? [];
    expect(subjects).toHaveLength(sampled.length);
    expect(subjects.map((subject) => /\] (.*?):/.exec(subject)?.[1])).toEqual(
      expect.arrayContaining(["AI", "Defense", "US storage imports"]),
    );
  });

  it("writes the report page beside the samples, and says where", () => {
    const page = join(".chokepoint-samples", "report.html");
    expect(first.stdout.trimEnd().split("\n").slice(-3)).toEqual([
      `The report page of the samples: ${page}`,
      `  in a browser: ${pathToFileURL(join(realpathSync(folder), page)).href}`,
      "  the same live, with what-if and inbox: npx chokepoint serve --dir .chokepoint-samples",
    ]);
    const text = readFileSync(join(folder, page), "utf8");
    for (const sector of sampled) expect(text.includes(`<section class="sector" id="${sector}"`)).toBe(true);
  });

  it("marks illustrative data on the screen and in the e-mails, and only there", () => {
    const emails = first.stdout.split("─".repeat(72)).slice(1);
    expect(emails.filter((email) => email.includes("EXAMPLE DATA"))).toHaveLength(2);
    expect(first.stdout.match(/\(illustrative data\)/g)).toHaveLength(2);
  });

  it.runIf(isAsShipped("ai"))("is what the README shows of it", async () => {
    const [email = ""] = first.stdout.split("─".repeat(72)).slice(1);
    const shown = email.replace(/\n\(\.chokepoint-samples.*\)\s*$/, "").trim();
    const readme = readFileSync("README.md", "utf8");
    const renewed = readme.replace(/```\nSubject: [^`]*```/, () => `\`\`\`\n${shown}\n\`\`\``);
    await expect(renewed).toMatchFileSnapshot("../../README.md");
  });

  it.runIf(isAsShipped("ai"))("is what docs/measures.md shows of what stands beside it", async () => {
    const [shown = ""] = /^BESIDE THE MARKET\n(?: .*\n)+/m.exec(first.stdout) ?? [];
    const measures = readFileSync("docs/measures.md", "utf8");
    const renewed = measures.replace(/```\nBESIDE THE MARKET\n[^`]*```/, () => `\`\`\`\n${shown}\`\`\``);
    await expect(renewed).toMatchFileSnapshot("../../docs/measures.md");
  });

  it("says what to try next, by commands that work as they are printed, like those of its e-mails", async () => {
    const tried = first.stdout.slice(first.stdout.indexOf("Try next:"));
    const inEmails = first.stdout.match(/^ {4}npx chokepoint .*$/gm) ?? [];
    const commands = new Set([...inEmails, ...(tried.match(/^ {2}npx chokepoint [^(\n]*$/gm) ?? [])]);
    expect(commands.size).toBeGreaterThan(10);
    for (const command of commands) {
      const args = wordsOf(command.trim().replace("npx chokepoint ", ""));
      const { code, stderr } = await runHere(args, folder);
      expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
    }
    expect(existsSync(join(folder, ".chokepoint"))).toBe(false);
  });

  it("sends nothing new the second time", () => {
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: "" });
    expect(second.stdout).toContain("Nothing new since the last run");
    expect(second.stdout).not.toContain("Subject:");
    expect(readdirSync(join(folder, ".chokepoint-samples", "inbox"))).toHaveLength(sampled.length);
  });
});

/** The words of a printed command; those with blanks stand in quotes. */
function wordsOf(command: string): string[] {
  const words = command.matchAll(/"([^"]*)"|'([^']*)'|\S+/g);
  return [...words].map(([word, inDouble, inSingle]) => inDouble ?? inSingle ?? word);
}

describe("the illustrative AI portfolio", () => {
  const chokepoint = (...args: string[]) => runHere([...args, "--dir", ".chokepoint-samples"], folder);

  it("shows a direct China share clearly below what is at risk through all tiers, and the way it gets in", async () => {
    const { stdout } = await chokepoint(
      "recompute",
      "--sector",
      "ai",
      "--as-of",
      "2026-07-31",
      "--dry-run",
      "--json",
    );
    const [result] = JSON.parse(stdout) as SectorResult[];
    const [scope] = result?.assessment.scopes ?? [];
    if (scope === undefined || "empty" in scope) throw new Error("an empty sector");
    const { CN: look } = scope.lookThrough;
    expect(look?.lower).toBeGreaterThan((scope.direct.CN?.upper ?? 1) + 0.2);
    expect(look?.chain.map(({ supplier, share }) => [supplier, share])).toEqual([
      ["catl", null],
      ["example-storage", 0.8],
    ]);
    expect(scope.removals[0]).toMatchObject({ kind: "country", key: "CN", name: "China" });
  });

  it("can be asked what if, for people and for machines", async () => {
    const args = [
      "simulate",
      "--sector",
      "ai",
      "--remove",
      "owner:catl",
      "--remove",
      "country:CN",
      "--as-of",
      "2026-07-31",
    ];
    const people = await chokepoint(...args);
    expect(people).toMatchObject({ code: 0, stderr: "" });
    for (const part of [
      "without China, CATL  (illustrative data)",
      "LOST",
      "HOW IT GETS IN",
      "WHAT STAYS, by owner",
      "WORST SINGLE REMOVALS",
    ]) {
      expect(people.stdout).toContain(part);
    }
    const machines = JSON.parse((await chokepoint(...args, "--json")).stdout) as SimulateResult;
    const [whole, ...items] = machines.scopes;
    expect(whole?.lost).toBeCloseTo(
      items.reduce((sum, { lost }) => sum + lost, 0),
      2,
    );
    const staying = machines.stays?.owner.keys.reduce((sum, { after }) => sum + after, 0);
    expect(staying).toBeGreaterThan(0.8);
    expect(staying).toBeLessThanOrEqual(1 + 1e-9);
  });

  it.each([
    [["--remove", "owner:catll"], 'owner "catll" does not occur in the supply of ai, in any tier'],
    [["--remove", "country:XX"], '"XX" is not a country'],
    [
      ["--remove", "China"],
      '--remove must be like country:China, owner:CATL, supplier:example-storage, list:1260h or port:ningbo, not "China"',
    ],
    [[], "name what to try: --remove, --move, --limit or --pairs"],
  ])("refuses %j in one sentence, exit code 2", async (args, told) => {
    const ended = await chokepoint("simulate", "--sector", "ai", "--as-of", "2026-07-31", ...args);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(told);
  });
});

describe("the illustrative samples", () => {
  it.each([...illustrativeFiles()])(
    "%s is what sample/make-illustrative.ts writes",
    async (name, content) => {
      await expect(content).toMatchFileSnapshot(`../../sample/${name}`);
    },
  );
});

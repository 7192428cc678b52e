import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell } from "../../shared/mapping/cell.ts";
import { type Ended, npmStart, runHere } from "../support/in-process.ts";
import { isAsShipped } from "../support/shipped-policies.ts";
import { shownCommands, withAnswers } from "../support/shown-commands.ts";
import { workbookOf } from "../support/workbooks.ts";

const TOUR = readFileSync("docs/tour.md", "utf8");

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "chokepoint-tour-"));
  // A clone in which npm ci has run, as far as the commands see it.
  mkdirSync(join(place, "chokepoint"));
  for (const part of ["sample", "policies"]) symlinkSync(resolve(part), join(place, "chokepoint", part));
});
afterAll(() => rmSync(place, { recursive: true }));

// A user who has changed the shipped limits gets other answers.
describe.runIf(isAsShipped("ai"))("the tour", () => {
  it("answers as it says, command for command", async () => {
    let folder = join(place, "chokepoint");
    const answers: string[][] = [];
    for (const { command } of shownCommands(TOUR)) {
      const [, into] = /^cd (\S+)$/.exec(command) ?? [];
      if (into !== undefined) {
        folder = join(folder, into);
        answers.push([]);
      } else {
        const { code, stdout, stderr } = await ran(command, folder);
        expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
        answers.push(stdout.replace(/\n+$/, "").split("\n"));
      }
    }
    await expect(withAnswers(TOUR, answers)).toMatchFileSnapshot("../../docs/tour.md");
  });

  it("comes from a fresh clone to a first alert in ten commands or fewer, and says truly how", () => {
    const shown = shownCommands(TOUR);
    const first = shown.findIndex(({ answer }) =>
      answer.some((line) => line.startsWith("Subject: [CRITICAL]")),
    );
    // With npm ci these are six.
    expect(first).toBe(4);
    expect(TOUR).toMatch(/^npm ci$/m);
    expect(TOUR).toContain("That was the fifth command after `npm ci`.");
    const [, certain] =
      /Stops if China stops: ([\d.]+) to 100\.0 % of supply/.exec(shown[first]?.answer.join("\n") ?? "") ??
      [];
    expect(TOUR).toContain(`At least ${certain} % of the money`);
  });
});

describe("the export of the tour", () => {
  const [header = [], ...rows] = parse(readFileSync("sample/illustrative-orders.csv", "utf8")) as string[][];
  const withSemicolons = [header, ...rows].map((row) => row.map(quoted).join(";")).join("\r\n");
  const forms: [name: string, content: Buffer][] = [
    ["semicolons.csv", Buffer.from(withSemicolons)],
    ["utf-16.csv", Buffer.from(`\ufeff${withSemicolons}`, "utf16le")],
    ["workbook.xlsx", workbookOf([header, ...rows.map(cellsOf)])],
  ];

  it("gives the same assessment with semicolons, in UTF-16 and as a workbook", async () => {
    const expected = await assessmentOf(join("sample", "illustrative-orders.csv"));
    for (const [name, content] of forms) {
      writeFileSync(join(place, "chokepoint", name), content);
      expect({ name, ...(await assessmentOf(name)) }).toEqual({ name, ...expected });
    }
  });
});

/** What the export comes to in a data folder of its own, by a mapping that is made from it. */
async function assessmentOf(file: string): Promise<object> {
  const folder = join(place, "chokepoint");
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runHere(args, folder);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
    return stdout;
  };
  const map = `${basename(file)}.json`;
  const dir = ["--dir", `of-${basename(file)}`];
  await run("import", "suggest", file, "--sector", "ai", "--out", map);
  await run("import", "map", file, "--map", map, ...dir);
  const answer = await run(
    "recompute",
    "--sector",
    "ai",
    "--as-of",
    "2026-07-31",
    "--dry-run",
    "--json",
    ...dir,
  );
  const [{ assessment }] = JSON.parse(answer) as [{ assessment: Record<string, unknown> }];
  // The name of the file says whether it is an example, and in what its positions came.
  const { id, inputHash, illustrative, ...same } = assessment;
  return same;
}

function quoted(text: string): string {
  return /[;"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row as a workbook has it: amounts as numbers, days as days. */
function cellsOf(row: string[]): Cell[] {
  return row.map((text) => {
    const [, open = "", amount] = /^(\()?\$([\d,.]+)\)?$/.exec(text) ?? [];
    const [, month, date, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
    if (amount !== undefined) return { number: `${open === "" ? "" : "-"}${amount.replaceAll(",", "")}` };
    return year === undefined ? text : { day: `${year}-${month}-${date}` };
  });
}

/** Runs a command of the tour. Chokepoint itself runs in this process, as all of it but the start of Node. */
async function ran(command: string, folder: string): Promise<Ended> {
  const words = [...command.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  if (command === "npm start") return await runHere([], folder, undefined, npmStart);
  const at = words.indexOf("chokepoint");
  if (words[0] !== "npx" || at < 0)
    throw new Error(`the tour shows what is no command of Chokepoint: ${command}`);
  // Policies are those that chokepoint.json in the folder names, or else those that ship.
  return await runHere(words.slice(at + 1), folder);
}

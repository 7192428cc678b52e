import { stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { seenWidth } from "../../cli/terminal/seen-width.ts";
import { aShareOf } from "../support/cases.ts";
import { type Ended, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";

const place = workplace();
const SAMPLES = ["--dir", ".chokepoint-samples"];

beforeAll(async () => {
  await copySamples(place);
});
afterEach(() => {
  delete process.env.COLUMNS;
  delete process.env.FORCE_COLOR;
});
afterAll(() => place.remove());

const AI = ["--sector", "ai"];
const COMMANDS = [
  ["alerts"],
  ["alerts", "--history"],
  ["simulate", ...AI, "--remove", "country:CN", "--as-of", "2026-07-31"],
  ["simulate", ...AI, "--move", "60%:bess:catl:lg", "--as-of", "2026-07-31"],
  ["backtest", ...AI, "--from", "2025-07-31", "--to", "2026-07-31", "--every", "1m"],
  ["recompute", ...AI, "--as-of", "2026-07-31", "--dry-run"],
  ["inbox"],
  ["list", "positions"],
  ["list", "suppliers"],
  ["list", "links"],
  ["list", "events"],
  ["list", "imports"],
  ["list", "sectors"],
  ["list", "series", ...AI, "--rule", "china-look-through-by-item", "--to", "2026-07-31"],
  ["screen"],
];
const WITHOUT_DATA = [
  ["list", "rules"],
  ["lists", "show"],
  ["policy", "explain", "china-look-through"],
  ["policy", "check"],
];
const ALL = [...COMMANDS.map((command) => [...command, ...SAMPLES]), ...WITHOUT_DATA];

describe("in a terminal of 60, 80 or 120 columns", () => {
  it.each(ALL)("%s %s fits, and no number is cut", async (...command) => {
    const whole = await place.chokepoint(...command);
    const known = new Set(numbersIn(whole.stdout));
    for (const columns of aShareOf([60, 80, 120], 3)) {
      const { code, stdout } = await withColumns(columns, command);
      expect({ columns, code }).toEqual({ columns, code: whole.code });
      const long = stdout.split("\n").filter((line) => seenWidth(line) > columns && /\s/.test(line.trim()));
      expect(long.filter((line) => !/^\s*(npx|node) /.test(line))).toEqual([]);
      expect(numbersIn(stdout).filter((number) => !known.has(number))).toEqual([]);
    }
  });
});

describe("a form for programs is the same in every terminal, and has no colours:", () => {
  it.each([
    ["alerts", "--json", ...SAMPLES],
    ["simulate", ...AI, "--remove", "country:CN", "--json", ...SAMPLES],
    ["list", "positions", "--limit", "3", "--json", ...SAMPLES],
    ["list", "positions", "--limit", "3", "--csv", ...SAMPLES],
    ["list", "rules", "--csv"],
    ["screen", "--csv", ...SAMPLES],
    ["completion", "bash"],
  ])("%s %s %s", async (...command) => {
    const whole = await place.chokepoint(...command);
    process.env.FORCE_COLOR = "1";
    const { stdout } = await withColumns(60, command);
    expect(stdout).toBe(whole.stdout);
    expect(stripVTControlCharacters(stdout)).toBe(stdout);
    if (command.includes("--json")) expect(() => JSON.parse(stdout)).not.toThrow();
  });
});

async function withColumns(columns: number, command: string[]): Promise<Ended> {
  process.env.COLUMNS = String(columns);
  try {
    return await place.chokepoint(...command);
  } finally {
    delete process.env.COLUMNS;
  }
}

/** The numbers of a text, but marks of charts: those beside letters belong to names. */
function numbersIn(text: string): string[] {
  return text.match(/(?<![\w.,-])\d[\d.,]*\d(?![\w-])/g) ?? [];
}

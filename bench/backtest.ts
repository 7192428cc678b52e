import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addDays } from "../shared/values/day.ts";
import { answer, say } from "./answer.ts";
import { costOfNode, type ProcessCost } from "./process-cost.ts";

// `chokepoint backtest` with a run on each of 540 days, against one with a single run, each in a process of its own that reads
// the positions from the embedded cloud.

const POSITIONS = 100_000;
const CELLS = 2000;
const RUNS = 540;
const FIRST = "2025-02-07";
const COUNTRIES = ["CN", "US", "KR", "JP", "DE", "HU", "MY", ""];
const ITEMS = ["bess", "ups-battery", "rack-bbu", "cell"];
const bin = fileURLToPath(new URL("../cli/bin.js", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "chokepoint-backtest-"));
try {
  const file = join(folder, "positions.csv");
  writeFileSync(
    file,
    ["positionId,sector,supplierId,item,originCountry,exposure,date,program,source", ...rows(), ""].join(
      "\n",
    ),
  );
  costOf("import", "positions", file);
  const last = addDays(FIRST, RUNS - 1);
  const one = costOf("backtest", "--sector", "ai", "--from", last, "--to", last, "--every", "1d");
  const many = costOf("backtest", "--sector", "ai", "--from", FIRST, "--to", last, "--every", "1d");
  say(`backtest of ${POSITIONS.toLocaleString("en-US")} positions in ${CELLS} cells`);
  for (const [runs, { cpuSeconds, peakMb }] of [
    [1, one],
    [RUNS, many],
  ] as const) {
    say(
      `  ${`${runs} runs`.padEnd(12)} ${cpuSeconds.toFixed(2).padStart(8)} CPU s ${peakMb.toFixed(0).padStart(6)} MB`,
    );
  }
  const vsOneRun = many.cpuSeconds / one.cpuSeconds;
  say(`  ${vsOneRun.toFixed(1)} times one run`);
  answer({ backtest: { peakMb: many.peakMb, vsOneRun } });
} finally {
  rmSync(folder, { recursive: true });
}

function costOf(...command: string[]): ProcessCost {
  return costOfNode([bin, ...command, "--dir", join(folder, "cloud")], process.env, folder);
}

/** Spread over the days of the runs and the year before them, in no order of their days. */
function* rows(): Generator<string> {
  for (let at = 0; at < POSITIONS; at += 1) {
    const cell = (at * 7919) % CELLS;
    const date = addDays(FIRST, ((at * 31) % (RUNS + 365)) - 365);
    yield [
      `P-${at}`,
      "ai",
      `s${cell % 500}`,
      ITEMS[cell % ITEMS.length],
      COUNTRIES[cell % COUNTRIES.length],
      100 + (at % 977),
      date,
      "",
      "",
    ].join(",");
  }
}

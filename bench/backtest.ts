import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadReplayPast, replayPast } from "../cli/backtest/past.ts";
import type { RefusalStore } from "../functions/ports/feeds.ts";
import type { LinkStore, Page, PositionStore, SupplierStore } from "../functions/ports/supply.ts";
import { openPolicyFolder } from "../functions/runtime/policy-folder.ts";
import { soundPolicies } from "../shared/policy/policies.ts";
import type { FoldedPosition } from "../shared/supply/fold-positions.ts";
import { NOTHING_UNREADABLE } from "../shared/supply/unreadable.ts";
import { addDays } from "../shared/values/day.ts";
import { asMinor } from "../shared/values/exposure.ts";
import { cpuSeconds } from "./measure.ts";

// A backtest with a run on each day, against one with a single run, each in a process of its own. The positions come from
// memory, page by page as a table sends them.

const POSITIONS = 100_000;
const CELLS = 2000;
const PER_PAGE = 3000;
const RUNS = 540;
const FIRST = "2025-02-07";
const COUNTRIES = ["CN", "US", "KR", "JP", "DE", "HU", "MY", null];
const ITEMS = ["bess", "ups-battery", "rack-bbu", "cell"];

interface Cost {
  cpuSeconds: number;
  peakMb: number;
}

const { runs } = parseArgs({ options: { runs: { type: "string" } } }).values;
if (runs === undefined) compare();
else process.stdout.write(JSON.stringify(await costOf(Number(runs))));

function compare(): void {
  const [one, many] = [measureApart(1), measureApart(RUNS)];
  const line = (runs: number, { cpuSeconds, peakMb }: Cost) =>
    `  ${`${runs} runs`.padEnd(12)} ${cpuSeconds.toFixed(2).padStart(8)} CPU s ${peakMb.toFixed(0).padStart(6)} MB\n`;
  process.stdout.write(`backtest of ${POSITIONS.toLocaleString("en-US")} positions in ${CELLS} cells\n`);
  process.stdout.write(line(1, one) + line(RUNS, many));
  process.stdout.write(`  ${(many.cpuSeconds / one.cpuSeconds).toFixed(1)} times one run\n`);
}

function measureApart(count: number): Cost {
  const args = [fileURLToPath(import.meta.url), "--runs", String(count)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`a backtest of ${count} runs ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

async function costOf(count: number): Promise<Cost> {
  const folder = fileURLToPath(new URL("../policies", import.meta.url));
  const policy = soundPolicies(openPolicyFolder(folder).policies).find(({ sector }) => sector === "ai");
  if (policy === undefined) throw new Error("there is no policy of the sector ai");
  // The single run is the last of the many: both read the same positions.
  const days = Array.from({ length: RUNS }, (_, at) => addDays(FIRST, at)).slice(-count);
  const spent = await cpuSeconds(async () => {
    const past = await loadReplayPast(stores(), "ai", [policy], days);
    if (replayPast(past, policy, days, () => {}).length !== count) throw new Error("a run is missing");
  });
  return { cpuSeconds: spent, peakMb: process.resourceUsage().maxRSS / 1024 };
}

function stores() {
  const positions: PositionStore = {
    shards: () => [pages()],
    newestDate: () => Promise.reject(new Error("a backtest reads all days")),
  };
  const suppliers: SupplierStore = { pages: async function* () {} };
  const links: LinkStore = { pages: async function* () {} };
  const refusals: Pick<RefusalStore, "of"> = {
    of: async () => ({ rows: [], unreadable: NOTHING_UNREADABLE }),
  };
  return { positions, suppliers, links, refusals: refusals as RefusalStore };
}

async function* pages(): AsyncGenerator<Page<FoldedPosition>> {
  for (let from = 0; from < POSITIONS; from += PER_PAGE) {
    const rows = Array.from({ length: Math.min(PER_PAGE, POSITIONS - from) }, (_, at) =>
      positionAt(from + at),
    );
    yield { rows, unreadable: NOTHING_UNREADABLE };
  }
}

/** Spread over the days of the runs and the year before them, in no order of their days. */
function positionAt(at: number): FoldedPosition {
  const cell = (at * 7919) % CELLS;
  return {
    item: ITEMS[cell % ITEMS.length] ?? "bess",
    supplierId: `s${cell % 500}`,
    originCountry: COUNTRIES[cell % COUNTRIES.length] ?? null,
    exposure: asMinor(10_000 + (at % 977)),
    date: addDays(FIRST, ((at * 31) % (RUNS + 365)) - 365),
    periodStart: null,
    program: null,
    source: null,
  };
}

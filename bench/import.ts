import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { nodeOptions } from "../infra/compute/node-options.ts";
import { answer, say } from "./answer.ts";
import { importers } from "./importers.ts";
import { cpuSeconds, randomFrom } from "./measure.ts";
import { median } from "./process-cost.ts";

// The first import of a large file into an empty table that answers over loopback, against a bare loop over the same rows:
// each in a process of its own, in turn, with the options of Node that a function has. What counts is the CPU of the process
// that imports.

type Name = keyof typeof importers;

interface Cost {
  cpuSeconds: number;
  wallSeconds: number;
  peakMb: number;
}

const NAMES = Object.keys(importers) as Name[];
const ROUNDS = 3;
const ROWS = 50_000;
const MOST_ROWS = 1_000_000;

const ANY_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_REGION: "us-east-1",
};
const ITEMS = ["bess", "ups-lithium", "ups-lead-acid", "radio-battery", "cell"];
const COUNTRIES = ["CN", "KR", "JP", "US", "PL", "HU"];

const { values } = parseArgs({
  options: {
    json: { type: "boolean" },
    only: { type: "string" },
    file: { type: "string" },
    rows: { type: "string" },
  },
});
if (values.only === undefined || values.file === undefined) await compare();
else await measureOne(values.only as Name, values.file, Number(values.rows));

async function measureOne(name: Name, file: string, rows: number): Promise<void> {
  const started = performance.now();
  const seconds = await cpuSeconds(async () => {
    const stored = await importers[name](file);
    if (stored !== rows) throw new Error(`${name} stored ${stored} rows of ${rows}`);
  });
  const cost: Cost = {
    cpuSeconds: seconds,
    wallSeconds: (performance.now() - started) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(`${JSON.stringify(cost)}\n`);
}

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "chokepoint-bench-"));
  const { table, endpoint } = await startTable();
  try {
    const file = await writeFile(folder, ROWS);
    const costs = new Map<Name, Cost[]>(NAMES.map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of NAMES) costs.get(name)?.push(runOne(name, { file, rows: ROWS, endpoint }));
    }
    const largest = await writeFile(folder, MOST_ROWS);
    const whole = runOne("ours", { file: largest, rows: MOST_ROWS, endpoint });
    tell(costs, whole);
  } finally {
    table.stdin?.end();
    await rm(folder, { recursive: true });
  }
}

function tell(costs: ReadonlyMap<Name, Cost[]>, whole: Cost): void {
  const usual = (name: Name, of: keyof Cost) => median((costs.get(name) ?? []).map((cost) => cost[of]));
  const ours = usual("ours", "cpuSeconds");
  say(`import of ${ROWS} rows into an empty table, ${ROUNDS} rounds`);
  for (const name of NAMES) {
    const [cpu, wall] = [usual(name, "cpuSeconds"), usual(name, "wallSeconds")];
    const ratio = `speed of ours: ${(cpu / ours).toFixed(2)}`;
    say(
      `  ${name.padEnd(8)} ${cpu.toFixed(1).padStart(6)} CPU s ${wall.toFixed(1).padStart(6)} s   ${ratio}`,
    );
  }
  const { cpuSeconds: cpu, wallSeconds: wall, peakMb } = whole;
  say(
    `ours, ${MOST_ROWS} rows: ${cpu.toFixed(1)} CPU s, ${wall.toFixed(1)} s, ${peakMb.toFixed(0)} MB at its peak`,
  );
  const [vsBare, vsBareOf8] = [usual("bare", "cpuSeconds") / ours, usual("bareOf8", "cpuSeconds") / ours];
  answer({ import: { vsBare, vsBareOf8, peakMb } });
}

/** Measures one importer in a process of its own. */
function runOne(
  name: Name,
  { file, rows, endpoint }: { file: string; rows: number; endpoint: string },
): Cost {
  const args = ["--only", name, "--file", file, "--rows", String(rows)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    encoding: "utf8",
    env: { ...process.env, ...ANY_CREDENTIALS, AWS_ENDPOINT_URL: endpoint, NODE_OPTIONS: nodeOptions },
  });
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  return JSON.parse(stdout) as Cost;
}

async function startTable(): Promise<{ table: ChildProcess; endpoint: string }> {
  const script = fileURLToPath(new URL("answering-table.ts", import.meta.url));
  const table = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = (await once(table.stdout, "data")) as [Buffer];
  return { table, endpoint: `http://127.0.0.1:${String(port).trim()}` };
}

/** Writes a file of as many positions, of some hundred suppliers over three years. */
async function writeFile(folder: string, rows: number): Promise<string> {
  const file = join(folder, `positions-${rows}.csv`);
  await pipeline(Readable.from(linesOf(rows)), createWriteStream(file));
  return file;
}

function* linesOf(rows: number): Generator<string> {
  const random = randomFrom(13);
  const one = <Value>(of: readonly Value[]) => of[Math.floor(random() * of.length)];
  yield "positionId,sector,supplierId,item,originCountry,exposure,date,program,source\n";
  for (let at = 0; at < rows; at += 1) {
    const supplier = `supplier-${Math.floor(random() * 500)}`;
    const dollars = (random() * 1e6).toFixed(2);
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 900))).toISOString().slice(0, 10);
    const program = `program-${Math.floor(random() * 40)}`;
    yield `PO-${at}-${Math.floor(random() * 1e6)},ai,${supplier},${one(ITEMS)},${one(COUNTRIES)},${dollars},${day},${program},erp-2026-${at % 12}\n`;
  }
}

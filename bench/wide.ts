import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { nodeOptions } from "../infra/compute/node-options.ts";
import { answer, isJson, say } from "./answer.ts";

// The fold and the assessment of a sector whose positions are nearly all different: each is a cell of its own. Node has the
// options and the heap that it has in the function (`recompute.ts`, which also has other sizes).

const WIDE = { positions: 1_000_000, cells: 1_000_000, suppliers: 50_000, owners: 5000, links: 100_000 };
const HEAP_MB = 1450;

const recompute = fileURLToPath(new URL("recompute.ts", import.meta.url));
const args = [nodeOptions, `--max-old-space-size=${HEAP_MB}`, recompute, "--size", JSON.stringify(WIDE)];
const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
if (status !== 0) throw new Error(`a wide sector ended with ${status}: ${stderr}`);
const { foldSeconds, assessSeconds, peakMb, storedKb } = JSON.parse(stdout) as Record<string, number>;

say(
  Object.entries(WIDE)
    .map(([what, count]) => `${count.toLocaleString("en-US")} ${what}`)
    .join(", "),
);
say(`  fold ${foldSeconds?.toFixed(1)} CPU s, assessment ${assessSeconds?.toFixed(1)} CPU s`);
say(`  ${peakMb?.toFixed(0)} MB at the peak, ${storedKb?.toFixed(0)} kB stored`);
const cpuSeconds = (foldSeconds ?? Number.NaN) + (assessSeconds ?? Number.NaN);
const wide = { cpuSeconds: Number(cpuSeconds.toFixed(1)), peakMb: Math.round(peakMb ?? Number.NaN) };
if (isJson) answer({ wide });

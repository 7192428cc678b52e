import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { nodeOptions } from "../infra/compute/node-options.ts";
import { cpuSeconds, median } from "./measure.ts";
import { fullPages, type Totals } from "./reader/pages.ts";
import { PEERS } from "./reader/peers.ts";
import { startReplay } from "./reader/start-replay.ts";

// Reads all positions of a sector in several ways, each in a process of its own and in turn, from a server that replays pages
// of DynamoDB. The seconds are those of the CPU of the process that reads. All run with the options of Node that the functions
// are deployed with.

const FEW = fullPages(500_000);
const MILLION = fullPages(1_000_000);
const MANY = fullPages(5_000_000);
const ROUNDS = 3;

interface Cost extends Totals {
  seconds: number;
  peakMb: number;
}

const { peer, url, positions, json } = parseArgs({
  options: {
    peer: { type: "string" },
    url: { type: "string", default: "" },
    positions: { type: "string", default: "0" },
    json: { type: "boolean", default: false },
  },
}).values;
if (peer === undefined) await compareAll();
else process.stdout.write(JSON.stringify(await costOf(peer)));

async function compareAll(): Promise<void> {
  const { server, url, bytes } = await startReplay();
  try {
    say(`reader: items of ${bytes} bytes, 16 shards, four at once`);
    const measure = (peer: string, positions: number) => measureApart(peer, positions, url);
    const [few, million, many, floor, document]: Cost[][] = [[], [], [], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      floor?.push(measure("floor", MILLION));
      million?.push(measure("ours", MILLION));
      document?.push(measure("document", MILLION));
      few?.push(measure("ours", FEW));
      many?.push(measure("ours", MANY));
    }
    const others = [measure("plain", MILLION), measure("toolbox", MILLION)];
    expectSame([...(floor ?? []), ...(million ?? []), ...(document ?? []), ...others]);
    const seconds = (costs: Cost[] = []) => median(costs.map((cost) => cost.seconds));
    const peak = (costs: Cost[] = []) => Math.max(...costs.map(({ peakMb }) => peakMb));
    const ours = seconds(million);
    for (const [at, name] of ["plain SDK", "dynamodb-toolbox"].entries()) {
      say(`  ${name}: ${((others[at]?.seconds ?? 0) / ours).toFixed(2)} times our CPU`);
    }
    say(`  ${MANY} positions: ${(seconds(many) / seconds(few)).toFixed(2)} times the CPU of ${FEW}`);
    const reader = {
      vsFloor: rounded(seconds(floor) / ours),
      vsDocument: rounded(seconds(document) / ours),
      peakMb: Math.round(Math.max(peak(few), peak(million), peak(many))),
      flat: rounded(peak(many) / peak(few)),
    };
    process.stdout.write(json ? `${JSON.stringify({ reader })}\n` : `  ${JSON.stringify(reader)}\n`);
  } finally {
    server.kill();
  }
}

/** A person reads this; with `--json` another program reads the standard output. */
function say(line: string): void {
  (json ? process.stderr : process.stdout).write(`${line}\n`);
}

function rounded(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

function measureApart(peer: string, positions: number, url: string): Cost {
  const args = [
    fileURLToPath(import.meta.url),
    "--peer",
    peer,
    "--url",
    url,
    "--positions",
    String(positions),
  ];
  const region = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" };
  const env = { ...process.env, ...region, AWS_ENDPOINT_URL_DYNAMODB: url, NODE_OPTIONS: nodeOptions };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env });
  if (status !== 0) throw new Error(`${peer} ended with ${status}: ${stderr}`);
  const cost: Cost = JSON.parse(stdout);
  say(
    `  ${peer.padEnd(9)} ${positions} positions ${cost.seconds.toFixed(2)} CPU s ${cost.peakMb.toFixed(0)} MB`,
  );
  return cost;
}

async function costOf(name: string): Promise<Cost> {
  const load = PEERS[name];
  if (load === undefined) throw new Error(`there is no peer ${name}`);
  const { read } = await load();
  let found: Totals = { positions: 0, exposure: 0 };
  const seconds = await cpuSeconds(async () => {
    found = await read(`positions-${positions}`, url);
  });
  return { ...found, seconds, peakMb: process.resourceUsage().maxRSS / 1024 };
}

/** A peer that reads something else is no peer. */
function expectSame(costs: Cost[]): void {
  const totals = new Set(costs.map(({ positions, exposure }) => `${positions} positions, ${exposure}`));
  if (totals.size !== 1) throw new Error(`the peers have read different things: ${[...totals].join("; ")}`);
}

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Removal } from "../shared/look-through/removal.ts";
import { rankRemovals } from "../shared/look-through/removal-ranking.ts";
import { plainRanking } from "../test/support/plain-ranking.ts";
import { answer, isJson, say } from "./answer.ts";
import { largeNetwork, largeSupply, OWNERS, wholeSector } from "./large-network.ts";
import { cpuSeconds, median } from "./measure.ts";

// The ranking of 1,000 owners and of countries over 100,000 suppliers and 500,000 links, against solving each removal, as
// it was before. Each runs in a process of its own, by turns. The worst 20 owners must agree.

const PEERS = { ours: rankRemovals, before: plainRanking };
type Peer = keyof typeof PEERS;
const TURNS: Peer[] = ["ours", "before", "ours", "before", "ours"];
const COMPARED = 20;
const SAME = 1e-12;

interface Run {
  seconds: number;
  worst: Removal[];
}

const peer = process.argv[2] === "--peer" ? (process.argv[3] as Peer) : null;
if (peer !== null) process.stdout.write(JSON.stringify(await run(peer)));
else compare();

function compare(): void {
  const runs = TURNS.map((turn) => ({ turn, ...runApart(turn) }));
  const of = (wanted: Peer) => runs.filter(({ turn }) => turn === wanted);
  const [ours, before] = [of("ours"), of("before")];
  mustAgree(ours[0]?.worst ?? [], before[0]?.worst ?? []);
  const seconds = [ours, before].map((each) => median(each.map((one) => one.seconds)));
  const [now = Number.NaN, then = Number.NaN] = seconds;
  say(`ranking of ${OWNERS.toLocaleString("en-US")} owners, the worst ${COMPARED} equal to ${SAME}`);
  say(
    `  ours ${now.toFixed(1)} CPU s, each removal solved ${then.toFixed(1)} CPU s: ${(then / now).toFixed(1)} times`,
  );
  if (isJson) answer({ ranking: { vsBefore: Number((then / now).toFixed(1)) } });
}

function mustAgree(ours: Removal[], before: Removal[]): void {
  for (let at = 0; at < COMPARED; at += 1) {
    const [one, other] = [ours[at]?.loss, before[at]?.loss];
    const apart = Math.max(
      Math.abs((one?.lower ?? 1) - (other?.lower ?? 0)),
      Math.abs((one?.upper ?? 1) - (other?.upper ?? 0)),
    );
    if (!(apart <= SAME)) throw new Error(`removal ${at + 1} differs by ${apart}`);
  }
}

function runApart(peer: Peer): Run {
  const args = [fileURLToPath(import.meta.url), "--peer", peer];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${peer} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Run;
}

async function run(peer: Peer): Promise<Run> {
  const supply = largeSupply();
  const network = largeNetwork(supply);
  const sector = wholeSector(supply, network);
  let removals: Removal[] = [];
  const seconds = await cpuSeconds(() => {
    const [ranking] = PEERS[peer]([sector], network);
    removals = ranking === undefined ? [] : "removals" in ranking ? ranking.removals : ranking;
  });
  const owners = removals.filter(({ kind }) => kind === "owner");
  return { seconds, worst: owners.sort((a, b) => b.loss.lower - a.loss.lower).slice(0, COMPARED) };
}

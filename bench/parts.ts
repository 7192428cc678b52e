import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { createDynamoClient } from "../functions/aws/dynamo/client.ts";
import { createPositionStore } from "../functions/aws/dynamo/position-store.ts";
import { foldPart } from "../functions/fold/fold.ts";
import { loadFolds } from "../functions/reading/load-folds.ts";
import { type PartsPlan, partsOf } from "../shared/parts/plan.ts";
import { createFoldSum } from "../shared/supply/add-fold.ts";
import { canonicalFold } from "../shared/supply/canonical-fold.ts";
import { emptyFold, type Fold } from "../shared/supply/fold.ts";
import { foldRecord, readFoldRecord } from "../shared/supply/fold-record.ts";
import { windowEnding } from "../shared/values/day.ts";
import { MOST_EXPOSURE } from "../shared/values/exposure.ts";
import { say } from "./answer.ts";
import { cpuSeconds } from "./measure.ts";
import { fullPages, SHARDS } from "./reader/pages.ts";
import { startReplay } from "./reader/start-replay.ts";

// A sector that is folded in parts, one after the other, and added up, against the same sector in one go. Both must come to the
// same. `node bench/parts.ts 20000000` says how many positions. It is not part of `npm run bench`, because it takes long.

const positions = fullPages(Number(process.argv[2] ?? 20_000_000));
const window = { ...windowEnding("2026-07-31", 365), tellsImports: true as const };
const { server, url } = await startReplay();
Object.assign(process.env, {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_ENDPOINT_URL_DYNAMODB: url,
});
const store = createPositionStore(createDynamoClient(), `positions-${positions}`);
const plan = {
  sector: "ai",
  run: "bench",
  windows: [window],
  most: MOST_EXPOSURE,
  // The replay server knows no days: each part is a whole shard.
  parts: partsOf(window, { shards: SHARDS, positions, perPart: positions }),
} as unknown as PartsPlan;
const kept = new Map<string, Buffer>();

try {
  const inParts = await cpuSeconds(async () => {
    for (const part of plan.parts)
      await foldPart({ sector: "ai", run: "bench", ...part }, { positions: store, parts: keeping() });
  });
  let added = emptyFold();
  const addingUp = await cpuSeconds(() => {
    added = addUp();
  });
  let whole: Fold = emptyFold();
  const inOneGo = await cpuSeconds(async () => {
    [whole = emptyFold()] = await loadFolds(store, "ai", [window]);
  });
  if (digestOf(added) !== digestOf(whole)) throw new Error("the parts do not add up to the same");
  const megabytes = [...kept.values()].reduce((sum, { length }) => sum + length, 0) / 1e6;
  say(
    `${positions.toLocaleString("en-US")} positions in ${plan.parts.length} parts and in one go: the same fold`,
  );
  say(`  parts ${inParts.toFixed(1)} CPU s, ${(inParts / plan.parts.length).toFixed(1)} each on average`);
  say(`  adding up ${addingUp.toFixed(2)} CPU s, from ${megabytes.toFixed(2)} MB`);
  say(`  in one go ${inOneGo.toFixed(1)} CPU s`);
  say(`  ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at the peak`);
} finally {
  server.kill();
}

/** Where the folds of the parts are kept, as a bucket keeps them. */
function keeping() {
  return {
    plan: async () => plan,
    async saveFolds(_plan: PartsPlan, { shard }: { shard: number }, folds: Fold[] | null) {
      kept.set(String(shard), gzipSync(JSON.stringify(folds?.map(foldRecord) ?? null)));
    },
  };
}

function addUp(): Fold {
  const sum = createFoldSum();
  for (const bytes of kept.values()) {
    const [record] = JSON.parse(gunzipSync(bytes).toString()) as unknown[];
    const fold = readFoldRecord(record);
    if (fold.problem !== null) throw new Error(fold.problem);
    sum.add(fold.value);
  }
  return sum.sum();
}

function digestOf(fold: Fold): string {
  const hash = createHash("sha256");
  for (const text of [canonicalFold(fold)].flat()) hash.update(text);
  return hash.digest("hex");
}

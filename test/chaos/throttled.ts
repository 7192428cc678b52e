import { setTimeout as wait } from "node:timers/promises";
import { ageLeftMarkers } from "./left-markers.ts";
import { filler } from "./rows.ts";
import { crossing } from "./staggered.ts";
import { type Trial, watch } from "./trial.ts";

const ROWS = 300;
const FILES = 3;
const THROTTLED_MS = 40_000;
// As long as the SDK may wait between two attempts.
const AFTERWARDS_MS = 20_000;

/** Nine of ten requests of imports and runs are refused for a while, whatever they ask for. Then it is over. */
export async function throttledRuns(trial: Trial): Promise<string> {
  const { sector, deployed, proxy, random, notShown, expectFault } = trial;
  const throttled = sector("throttled");
  await throttled.put("base.csv", filler("throttled", ROWS, 100));
  await throttled.settle();
  const asked = proxy.counted();
  proxy.turn({ kind: "throttling", percent: 90 });
  for (const name of ["import", "recompute"] as const) await deployed.change(name, { endpoint: proxy.url });
  const keys: string[] = [];
  for (let file = 0; file < FILES; file += 1) {
    await throttled.put(`file-${file}.csv`, [crossing("throttled", 1 + file, ROWS * 100)]);
    keys.push(`positions/file-${file}.csv`);
    await wait(random.whole(0, 3000));
  }
  await wait(THROTTLED_MS);
  proxy.turn({ kind: "calm" });
  await wait(AFTERWARDS_MS);
  const requests = proxy.counted() - asked;
  if (requests === 0)
    notShown.push("functions here do not go where AWS_ENDPOINT_URL sends them, so none is throttled");
  for (const name of ["import", "recompute"] as const) await deployed.change(name, { endpoint: null });
  for (const file of await ageLeftMarkers("throttled", deployed)) {
    expectFault({
      name: `the import of ${file} was throttled`,
      said: new RegExp(`${file} .*did not finish`),
    });
  }
  await watch(deployed);
  // What failed after its retries is started once more, as it stands in the queue of what failed.
  for (const key of keys) await deployed.invoke("import", { bucket: deployed.bucket, key });
  await deployed.invoke("recompute", { sector: "throttled" });
  return `${requests} requests; ${await throttled.settleMarkers()}`;
}

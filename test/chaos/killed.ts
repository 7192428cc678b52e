import { setTimeout as wait } from "node:timers/promises";
import { until } from "../endpoint/steps.ts";
import { ageLeftMarkers } from "./left-markers.ts";
import { filler, type Row } from "./rows.ts";
import { crossing } from "./staggered.ts";
import { type Trial, watch } from "./trial.ts";

const ROWS = 1000;
const LARGE = 2000;
// Beneath the limit in the whole file, and beyond it in what is written before the import is killed.
const CHINESE = 50;
const RUNS = 3;
// As long as a run that has decided may be at publishing; see shared/values/claim.ts.
const CLAIM_MS = 60_000;
const GIVEN_UP_MS = 12_000;
const A_FUNCTION_MAY_TAKE = 900;

/** An import that is cut off in its middle at each attempt, and runs that are cut off anywhere. */
export async function killedRuns(trial: Trial): Promise<string> {
  const { sector, deployed } = trial;
  const killed = sector("killed");
  await killed.put("base.csv", filler("killed", ROWS, 100));
  await killed.settle();
  const cut = await killedImport(trial);
  const runs = await killedRecomputes(trial);
  for (const name of ["import", "recompute"] as const) {
    await deployed.change(name, { endpoint: null, timeout: A_FUNCTION_MAY_TAKE });
  }
  // What a killed run holds, no other takes for a minute. Then the next run by schedule would come.
  await wait(CLAIM_MS);
  await ageLeftMarkers("killed", deployed);
  await deployed.invoke("recompute", { sector: "killed" });
  await watch(deployed);
  return `${cut}; ${runs}; ${await killed.settleMarkers()}`;
}

async function killedImport(trial: Trial): Promise<string> {
  const { sector, deployed, proxy, notShown, expectFault } = trial;
  const killed = sector("killed");
  const asked = proxy.counted();
  const failures = await deployed.failuresOf("import");
  proxy.turn({ kind: "slow", least: 60, most: 140 });
  await deployed.change("import", { endpoint: proxy.url, timeout: 3 });
  await killed.put("large.csv", largeFile());
  await until("the end of all attempts", async () => {
    const isOver = (await deployed.failuresOf("import")) > failures || (await hasEnded(trial));
    return isOver || isGivenUp(proxy, asked) ? "over" : null;
  });
  if (proxy.counted() === asked) {
    notShown.push(
      "functions here do not go where AWS_ENDPOINT_URL sends them, so no run is slow enough to be killed",
    );
  }
  proxy.turn({ kind: "calm" });
  await deployed.change("import", { endpoint: null, timeout: A_FUNCTION_MAY_TAKE });
  const left = await ageLeftMarkers("killed", deployed);
  for (const file of left) {
    expectFault({
      name: `the import of ${file} was killed`,
      said: new RegExp(`${file} .*did not finish`),
    });
  }
  await watch(deployed);
  // The file once more, as operations are told to put it.
  await killed.put("large.csv", largeFile());
  await deployed.invoke("import", { bucket: deployed.bucket, key: "positions/large.csv" });
  await killed.settleMarkers();
  return left.length === 0 ? "the import reached its end" : "the import was killed";
}

/** Not every endpoint tries a start again, or keeps one that failed. */
function isGivenUp(proxy: Trial["proxy"], asked: number): boolean {
  return proxy.counted() > asked && proxy.quietFor() > GIVEN_UP_MS;
}

function largeFile(): Row[] {
  const rows = filler("killed", LARGE, 100).map((row, at) => ({
    ...row,
    positionId: `large-${row.positionId}`,
    country: at < CHINESE ? "CN" : row.country,
  }));
  return [...rows, crossing("killed", 1, (ROWS + LARGE) * 100)];
}

async function hasEnded({ deployed }: Trial): Promise<boolean> {
  const records = await deployed.beside("killed", "import#");
  return records.some(({ record }) => {
    const { file, endedAt } = JSON.parse(record?.S ?? "{}") as { file?: string; endedAt?: string | null };
    return file?.endsWith("large.csv") === true && endedAt !== null;
  });
}

async function killedRecomputes({ sector, deployed, proxy, random }: Trial): Promise<string> {
  const killed = sector("killed");
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const timeout = random.whole(1, 3);
    const failures = await deployed.failuresOf("recompute");
    const asked = proxy.counted();
    proxy.turn({ kind: "slow", least: 30, most: random.whole(100, 250) });
    await deployed.change("recompute", { endpoint: proxy.url, timeout });
    await killed.put(`one-${run}.csv`, [crossing("killed", 2 + run, (ROWS + LARGE) * 100)]);
    await killed.imported();
    await until("the end of all attempts", async () => {
      const isLeft = (await deployed.beside("killed", "importing#")).length > 0;
      const isOver = (await deployed.failuresOf("recompute")) > failures || !isLeft;
      return isOver || isGivenUp(proxy, asked) ? "over" : null;
    });
    seconds.push(timeout);
  }
  proxy.turn({ kind: "calm" });
  return `runs cut off after ${seconds.join(", ")} s`;
}

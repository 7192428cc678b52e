import { until } from "../endpoint/steps.ts";
import { csvOf, filler } from "./rows.ts";
import { crossing } from "./staggered.ts";
import { type Trial, watch } from "./trial.ts";

const ROWS = 200;
const STRAY = "elsewhere/july.csv";

/**
 * A file that is refused, one of which half of the rows are, and one whose key says nothing: an alert is raised all the
 * same, and operations are told of each until it is mended.
 */
export async function refusedFiles({ sector, deployed, expectFault }: Trial): Promise<string> {
  const refused = sector("refused");
  await refused.put("base.csv", filler("refused", ROWS, 100));
  await refused.settle();
  await deployed.put("positions/no-header.csv", "this is no file of ours\n1,2\n");
  await deployed.put(STRAY, csvOf([], "stray"));
  const good = [crossing("refused", 3, ROWS * 100)];
  const bad = [`bad-1,refused,,bess,ZZ,10.00,,,half`, "bad-2,refused,,bess,US,minus one,,,half", ""];
  await deployed.put("positions/half.csv", csvOf(good, "half") + bad.join("\n"));
  refused.holds("half.csv", good);
  const problems = () => watch(deployed);
  const [noHeader, half, stray] = [/no-header\.csv/, /half\.csv/, /elsewhere\/july\.csv/];
  await until("the watchdog to see all three", async () => {
    const seen = await problems();
    return [noHeader, half, stray].every((what) => seen.some((text) => what.test(text))) ? "seen" : null;
  });
  expectFault({ name: "a file of another form", said: noHeader });
  expectFault({ name: "rows that were refused", said: half });
  expectFault({ name: "a file whose key says nothing", said: stray });
  const told = await refused.settleMarkers();
  // Mended: from now on alerts can end again, also those of other sectors.
  await deployed.put("positions/no-header.csv", csvOf([], "none"));
  await refused.put("half.csv", [
    ...good,
    { ...good[0], positionId: "good-again", country: "US" } as (typeof good)[0],
  ]);
  await deployed.remove(STRAY);
  await until("the watchdog to see nothing of it", async () => {
    const seen = await problems();
    return [noHeader, half, stray].some((what) => seen.some((text) => what.test(text))) ? null : "mended";
  });
  await refused.settle();
  return told;
}

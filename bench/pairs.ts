import { rankRemovals } from "../shared/look-through/removal-ranking.ts";
import { worstPairs } from "../shared/look-through/worst-pairs.ts";
import { answer, isJson, say } from "./answer.ts";
import { largeNetwork, largeSupply, wholeSector } from "./large-network.ts";
import { cpuSeconds } from "./measure.ts";

// The ten worst pairs of removals over 100,000 suppliers and 500,000 links, against the ranking of single removals in the
// same process. Pairs take minutes, so both run once.

const MOST_PAIRS = 10;

const supply = largeSupply();
const network = largeNetwork(supply);
const sector = wholeSector(supply, network);
const single = await cpuSeconds(() => {
  rankRemovals([sector], network);
});
const pairs = await cpuSeconds(() => {
  const found = worstPairs(sector, network, { pairs: MOST_PAIRS, work: Number.POSITIVE_INFINITY });
  if (found.pairs.length !== MOST_PAIRS) throw new Error("some pairs are missing");
});
say(`the ${MOST_PAIRS} worst pairs of removals`);
say(
  `  pairs ${pairs.toFixed(1)} CPU s, single removals ${single.toFixed(1)} CPU s: ${(pairs / single).toFixed(1)} times`,
);
if (isJson) answer({ pairs: { vsRanking: pairs / single, cpuSeconds: pairs } });

import { fourAtOnce } from "./at-once.ts";
import { damagedItems } from "./damaged.ts";
import { halfImport } from "./half-import.ts";
import { killedRuns } from "./killed.ts";
import { refusedFiles } from "./refused.ts";
import { SECTORS, type SectorName } from "./sectors.ts";
import { staggeredFiles } from "./staggered.ts";
import { throttledRuns } from "./throttled.ts";
import type { Trial } from "./trial.ts";

/** Trouble of one kind, in a sector of its own. */
export interface Scenario {
  sentence: string;
  run: (trial: Trial) => Promise<string>;
}

const SCENARIOS: Record<SectorName, Scenario> = {
  staggered: { sentence: "two files less than a recompute apart", run: staggeredFiles },
  half: { sentence: "a run meets half of an import", run: halfImport },
  "at-once": { sentence: "four files at once", run: fourAtOnce },
  refused: { sentence: "files that are refused", run: refusedFiles },
  killed: { sentence: "imports and runs that are killed", run: killedRuns },
  throttled: { sentence: "nine of ten requests refused", run: throttledRuns },
  damaged: { sentence: "things that are stored and damaged", run: damagedItems },
};

/** Those that are named, separated by commas, or all. */
export function chooseScenarios(names: string | undefined): Scenario[] | { problem: string } {
  const chosen = names?.split(",") ?? SECTORS;
  const unknown = chosen.find((name) => !isScenario(name));
  if (unknown !== undefined) {
    return { problem: `"${unknown}" is no scenario; there are ${SECTORS.join(", ")}` };
  }
  return chosen.filter(isScenario).map((name) => SCENARIOS[name]);
}

function isScenario(name: string): name is SectorName {
  return Object.hasOwn(SCENARIOS, name);
}

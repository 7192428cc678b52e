import type { FoldPayload } from "../../shared/parts/machine.ts";
import type { Part, PartsPlan } from "../../shared/parts/plan.ts";
import type { Fold } from "../../shared/supply/fold.ts";
import { addDays } from "../../shared/values/day.ts";
import { InexactSum } from "../../shared/values/exposure.ts";
import type { PlannedParts } from "../ports/parts.ts";
import type { PositionStore } from "../ports/supply.ts";
import { foldsUpTo } from "../reading/load-folds.ts";
import { during } from "../runtime/during.ts";

/** What folding a part needs from the world. */
export interface FoldPorts {
  positions: PositionStore;
  parts: PlannedParts;
}

/** What was folded. */
export interface FoldResult {
  sector: string;
  shard: number;
  /** The positions of the part that count in the sector's own window. */
  positions: number;
}

/** Folds one part of a run in each window of its plan, and stores the folds for the run that adds them up. */
export async function foldPart(
  { sector, run, ...part }: FoldPayload,
  { positions, parts }: FoldPorts,
): Promise<FoldResult> {
  const plan = await during("reading the plan of its parts", () => parts.plan(sector, run));
  const folds = await during("reading its positions", () => foldsOf(plan, part, positions));
  await during("keeping what it folded", () => parts.saveFolds(plan, part, folds));
  return { sector, shard: part.shard, positions: folds?.[0]?.positions ?? 0 };
}

/** The folds of a part; `null` when a sum is not exact. */
async function foldsOf(plan: PartsPlan, part: Part, positions: PositionStore): Promise<Fold[] | null> {
  try {
    return await foldsUpTo(plan.most, onlyPart(part, positions), plan.sector, plan.windows);
  } catch (error) {
    if (error instanceof InexactSum) return null;
    throw error;
  }
}

/** The positions of a part, as if there were no others. The newest day before the windows is looked up in no part. */
function onlyPart({ shard, from, to }: Part, positions: PositionStore): PositionStore {
  const days = { after: from === null ? null : addDays(from, -1), upTo: to };
  const only = <Pages>(pages: Pages[]): Pages[] => {
    if (pages[shard] === undefined) throw new RangeError(`there is no shard ${shard}`);
    return [pages[shard]];
  };
  return {
    shards: (sector, _days, isNamed) => only(positions.shards(sector, days, isNamed)),
    columns: (sector, _days, texts) => only(positions.columns(sector, days, texts)),
    newestDate: async () => null,
  };
}

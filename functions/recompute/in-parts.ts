import { randomUUID } from "node:crypto";
import { type PartsPlan, partsOf } from "../../shared/parts/plan.ts";
import type { SectorRequest } from "../../shared/recompute/hold-back.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { SectorInParts } from "../../shared/recompute/result.ts";
import { createFoldSum } from "../../shared/supply/add-fold.ts";
import type { Fold } from "../../shared/supply/fold.ts";
import { type Day, earlier, type Window } from "../../shared/values/day.ts";
import { asMinor, InexactSum } from "../../shared/values/exposure.ts";
import { ALL_DAYS } from "../ports/supply.ts";
import { type FoldSource, NotPlanned } from "../reading/fold-source.ts";
import { loadGuard } from "../reading/guard.ts";
import { withOlderDates } from "../reading/load-folds.ts";
import { loadLastBasis } from "../reading/missing.ts";
import { policyWindows, windowKey, windowThen } from "../reading/policy-folds.ts";
import { causeOf, during } from "../runtime/during.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";
import type { Start } from "./assess-sector.ts";
import type { PartsPorts, RecomputePorts } from "./ports.ts";

/** How the parts of a run begin. */
interface Beginning extends Start {
  /** How many positions the sector has, as far as is known. */
  positions: number;
  most: PartsPlan["most"];
  attempt: PartsPlan["attempt"];
}

// Parts are a fraction of what is too much for one function, so that each ends long before its time does.
const PARTS_PER_FUNCTION = 4;

/** Plans the parts of a sector, and starts the functions that fold them. */
export async function startInParts(
  request: SectorRequest,
  beginning: Beginning,
  ports: RecomputePorts,
  { store, starter, above }: PartsPorts,
): Promise<SectorInParts> {
  const { ledger, imports, positions, most, attempt } = beginning;
  const { policy, asOf, windowDays, dryRun, force } = request;
  const windows = await plannedWindows(request, ledger, ports);
  const [own] = windows;
  const plan: PartsPlan = {
    schemaVersion: 1,
    sector: policy.sector,
    run: randomUUID(),
    request: { asOf, windowDays, dryRun, force },
    decisions: ledger.decisions,
    windows,
    most,
    imports,
    parts: partsOf(
      { after: firstDay(windows) ?? own.after, end: own.end },
      {
        shards: ports.positions.shards(policy.sector, ALL_DAYS).length,
        positions,
        perPart: Math.max(1, above / PARTS_PER_FUNCTION),
      },
    ),
    attempt,
  };
  await during("keeping the plan of its parts", () => store.savePlan(plan));
  const execution = await during("starting to fold its parts", () => starter.start(plan));
  return { sector: policy.sector, inParts: { execution, parts: plan.parts.length, positions } };
}

/**
 * The windows that the run may ask for: those of its policy, of the trusted state, and of the last assessment, to explain what
 * moved since.
 */
async function plannedWindows(
  request: SectorRequest,
  ledger: Ledger,
  ports: RecomputePorts,
): Promise<[Window, ...Window[]]> {
  const { policy, asOf, windowDays, isOtherWindow } = request;
  const guard = isOtherWindow ? null : await loadGuard(policy, asOf, ports.provenance);
  const lastBasis = await loadLastBasis(request, ledger, guard, ports);
  const then = [guard?.baseline ?? [], lastBasis ?? []].flat();
  const { window, before, atThen } = await policyWindows(ports.positions, policy, asOf, windowDays, then);
  const last = await lastAssessmentOf(ledger, ports);
  const all = [window, ...before, ...atThen, ...(last === null ? [] : [windowThen(last, window)])];
  const distinct = new Map(all.map((one) => [windowKey(one), one]));
  return [window, ...[...distinct.values()].filter((one) => one !== window)];
}

/** The last assessment; `null` when there is none that can be read. */
async function lastAssessmentOf(
  { sector, lastAssessment }: Ledger,
  { assessments }: Pick<RecomputePorts, "assessments">,
) {
  if (lastAssessment === null) return null;
  const { id, asOf } = lastAssessment;
  try {
    return await during("reading its last assessment", () => assessments.load({ sector, id, asOf }));
  } catch (error) {
    if (causeOf(error, UnreadableError) !== null) return null;
    throw error;
  }
}

/**
 * The folds of a plan, added up from its parts. All windows are added up together, when the first is asked for.
 */
export function foldedInParts(plan: PartsPlan, { store }: PartsPorts, ports: RecomputePorts): FoldSource {
  const places = new Map(plan.windows.map((window, at) => [windowKey(window), at]));
  let sums: Promise<Fold[]> | null = null;
  return {
    holds: (window) => places.has(windowKey(window)),
    newestDate: (sector, upTo) => ports.positions.newestDate(sector, upTo),
    async folds(_sector, windows) {
      const wanted = windows.map((window) => {
        const at = places.get(windowKey(window));
        if (at === undefined) throw new NotPlanned(window);
        return at;
      });
      sums ??= addUp(plan, store).then((found) =>
        withOlderDates(found, ports.positions, plan.sector, firstDay(plan.windows)),
      );
      const all = await sums;
      return wanted.flatMap((at) => all[at] ?? []);
    },
  };
}

/** The folds of all parts, one for each window. @throws InexactSum when one is not exact. */
async function addUp(plan: PartsPlan, store: PartsPorts["store"]): Promise<Fold[]> {
  const sums = plan.windows.map(createFoldSum);
  for (const part of plan.parts) {
    const folds = await store.folds(plan, part);
    if (folds === null) throw new InexactSum("the exposures of a part cannot be summed exactly");
    if (folds.length !== sums.length) throw new Error("a part was folded for other windows than planned");
    for (const [at, sum] of sums.entries()) {
      const fold = folds[at];
      if (fold !== undefined) sum.add(fold);
    }
  }
  return sums.map((sum) => sum.sum());
}

/** The most that a position may have in the next attempt, when the sums of this one were not exact. */
export function lessThan(most: PartsPlan["most"]): PartsPlan["most"] {
  return asMinor(most / 10);
}

/** The day after which the windows begin. */
function firstDay(windows: Window[]): Day | null {
  return windows.map(({ after }) => after).reduce<Day | null>(earlier, null);
}

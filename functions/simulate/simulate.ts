import { type Simulation, simulate } from "../../shared/assessment/simulation.ts";
import type { SimulatePayload } from "../../shared/contract/simulate-payload.ts";
import { type Refused, refusedOf } from "../../shared/imports/refusal.ts";
import { type UnfinishedImport, unfinishedOf } from "../../shared/imports/unfinished.ts";
import { type Policies, policyFor } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { type Fold, withUnreadable } from "../../shared/supply/fold.ts";
import { type Overlap, overlapsAmong } from "../../shared/supply/overlap.ts";
import type { UnreadableItem } from "../../shared/supply/unreadable.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { RefusalStore } from "../ports/feeds.ts";
import type { HoldingStore, LinkStore, PositionStore, SupplierStore } from "../ports/supply.ts";
import { readingFrom } from "../reading/fold-source.ts";
import { loadSupply } from "../reading/load-supply.ts";
import { isTorn, lookForImports, type MarkedPorts } from "../reading/marked-imports.ts";
import { loadPolicyFolds } from "../reading/policy-folds.ts";
import { PayloadError } from "../runtime/payload.ts";
import { usablePolicy } from "../runtime/usable-policy.ts";

/** What a simulation needs from the world. It writes nothing. */
export interface SimulatePorts extends MarkedPorts {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  /** Absent where there is no table of holdings. */
  holdings?: HoldingStore;
  refusals: RefusalStore;
}

/** What a simulation answers. */
export interface SimulateResult extends Simulation {
  sector: SectorId;
  asOf: Day;
  windowDays: number;
  /** The last day of the window, as in an assessment. */
  windowEnd: Day;
  /** As in an assessment: data is missing, so more or less may be at risk than this result says. */
  incomplete: boolean;
  unreadable: number;
  unreadableItems?: UnreadableItem[];
  refused?: Refused;
  /** Imports whose rows may be there in part. */
  unfinished?: UnfinishedImport[];
  overlaps?: Overlap[];
}

/**
 * Answers what comes of moves, changed limits and removals in a sector.
 * @throws PayloadError when something that is named does not occur in the sector's supply or policy, or does not fit it.
 * @throws BrokenPolicyError when the sector's policy cannot be used.
 * @throws Error when imports of the sector begin or end all the time.
 */
export async function runSimulation(
  { sector, asOf, ...whatIf }: SimulatePayload,
  ports: SimulatePorts,
  policies: Policies,
): Promise<SimulateResult> {
  const policy = usablePolicy(policyFor(policies, sector));
  const day = asOf ?? dayOf(ports.now());
  const { folds, supply, refusals, imports } = await readUntorn(policy, day, ports);
  const { window, fold, foldsBefore } = folds;
  const { suppliers, links } = supply;
  const whole = withUnreadable(fold, supply.unreadable, refusals.unreadable, imports.unreadable);
  const lacks = lacksOf(whole, refusedOf(refusals.rows, policy.unit), unfinishedOf(imports));
  const isIncomplete = lacks.incomplete;
  const simulation = simulate({
    ...{ policy, fold, foldsBefore, suppliers, links, window, isIncomplete },
    ...whatIf,
  });
  if ("problem" in simulation) throw new PayloadError(simulation.problem);
  return {
    sector,
    asOf: window.asOf,
    windowDays: window.windowDays,
    windowEnd: window.end,
    ...lacks,
    ...simulation,
  };
}

const MOST_READINGS = 20;

/** The rows of a sector, read while no import of it began or ended, and the imports that were unfinished then. */
async function readUntorn(policy: Policy, day: Day, ports: SimulatePorts) {
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const imports = await lookForImports(policy.sector, ports);
    const [folds, supply, refusals] = await Promise.all([
      loadPolicyFolds(readingFrom(ports.positions), policy, day),
      loadSupply(ports, day),
      ports.refusals.of(policy.sector),
    ]);
    if (!(await isTorn(policy.sector, imports, ports))) return { folds, supply, refusals, imports };
  }
  throw new Error(`imports came during each of ${MOST_READINGS} readings: simulate it again`);
}

type Lacks = Pick<
  SimulateResult,
  "incomplete" | "unreadable" | "unreadableItems" | "refused" | "unfinished" | "overlaps"
>;

/** What is missing of the data. */
function lacksOf(
  { unreadable, unreadableItems, figures }: Fold,
  refused: Refused | null,
  unfinished: UnfinishedImport[],
): Lacks {
  const overlaps = overlapsAmong(figures.values());
  return {
    incomplete: unreadable > 0 || refused !== null || unfinished.length > 0 || overlaps.length > 0,
    unreadable,
    ...(unreadableItems.length === 0 ? {} : { unreadableItems }),
    ...(refused === null ? {} : { refused }),
    ...(unfinished.length === 0 ? {} : { unfinished }),
    ...(overlaps.length === 0 ? {} : { overlaps }),
  };
}

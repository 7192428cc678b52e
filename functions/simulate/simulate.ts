import { type Simulation, simulate } from "../../shared/assessment/simulation.ts";
import type { SimulatePayload } from "../../shared/contract/simulate-payload.ts";
import { type Refused, refusedOf } from "../../shared/imports/refusal.ts";
import { type Policies, policyFor } from "../../shared/policy/policies.ts";
import { type Fold, withUnreadable } from "../../shared/supply/fold.ts";
import { type Overlap, overlapsAmong } from "../../shared/supply/overlap.ts";
import type { UnreadableItem } from "../../shared/supply/unreadable.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { RefusalStore } from "../ports/feeds.ts";
import type { HoldingStore, LinkStore, PositionStore, SupplierStore } from "../ports/supply.ts";
import { readingFrom } from "../reading/fold-source.ts";
import { loadSupply } from "../reading/load-supply.ts";
import { loadPolicyFolds } from "../reading/policy-folds.ts";
import { PayloadError } from "../runtime/payload.ts";
import { usablePolicy } from "../runtime/usable-policy.ts";

/** What a simulation needs from the world. It writes nothing. */
export interface SimulatePorts {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  /** Absent where there is no table of holdings. */
  holdings?: HoldingStore;
  refusals: RefusalStore;
  now: () => Date;
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
  overlaps?: Overlap[];
}

/**
 * Answers what comes of moves, changed limits and removals in a sector.
 * @throws PayloadError when something that is named does not occur in the sector's supply or policy, or does not fit it.
 * @throws BrokenPolicyError when the sector's policy cannot be used.
 */
export async function runSimulation(
  { sector, asOf, ...whatIf }: SimulatePayload,
  ports: SimulatePorts,
  policies: Policies,
): Promise<SimulateResult> {
  const policy = usablePolicy(policyFor(policies, sector));
  const day = asOf ?? dayOf(ports.now());
  const [{ window, fold, foldsBefore }, supply, refusals] = await Promise.all([
    loadPolicyFolds(readingFrom(ports.positions), policy, day),
    loadSupply(ports, day),
    ports.refusals.of(sector),
  ]);
  const { suppliers, links } = supply;
  const simulation = simulate({ policy, fold, foldsBefore, suppliers, links, window, ...whatIf });
  if ("problem" in simulation) throw new PayloadError(simulation.problem);
  const whole = withUnreadable(fold, supply.unreadable, refusals.unreadable);
  return {
    sector,
    asOf: window.asOf,
    windowDays: window.windowDays,
    windowEnd: window.end,
    ...lacksOf(whole, refusedOf(refusals.rows, policy.unit)),
    ...simulation,
  };
}

type Lacks = Pick<SimulateResult, "incomplete" | "unreadable" | "unreadableItems" | "refused" | "overlaps">;

/** What is missing of the data. */
function lacksOf({ unreadable, unreadableItems, figures }: Fold, refused: Refused | null): Lacks {
  const overlaps = overlapsAmong(figures.values());
  return {
    incomplete: unreadable > 0 || refused !== null || overlaps.length > 0,
    unreadable,
    ...(unreadableItems.length === 0 ? {} : { unreadableItems }),
    ...(refused === null ? {} : { refused }),
    ...(overlaps.length === 0 ? {} : { overlaps }),
  };
}

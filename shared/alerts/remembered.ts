import type { Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { Alert } from "./alert.ts";
import type { SectorState } from "./sector-state.ts";
import type { Silence } from "./silence.ts";

/** What a sector remembers from its last run: the part of its ledger that decisions need. */
export interface Remembered extends SectorState {
  lastAssessment: RememberedAssessment | null;
  alerts: Alert[];
  silences: Silence[];
  acknowledgements: Acknowledgement[];
  /** The floors of rules in the last run; absent where no rule had one, and in ledgers of earlier versions. */
  floors?: Readonly<Record<RuleId, number>> | undefined;
}

interface RememberedAssessment {
  id: string;
  asOf: Day;
  /**
   * The date of its newest position. Absent while the sector never had a position, and in ledgers that were
   * stored before this field existed.
   */
  newestDate?: Day | null | undefined;
}

/** The floor of a rule in the last run; where no floors are remembered, it counts as unchanged. */
export function floorIn({ floors }: Remembered, { id, atLeast }: Rule): number | null {
  return (floors === undefined ? atLeast : floors[id]) ?? null;
}

/** The floors of rules, to be remembered; nothing where no rule has one. The order of the policy makes no difference. */
export function floorsOf(rules: Iterable<Rule>): Remembered["floors"] {
  const floors = [...rules].flatMap(({ id, atLeast }) =>
    atLeast === undefined ? [] : [[id, atLeast] as const],
  );
  if (floors.length === 0) return undefined;
  return Object.fromEntries(floors.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether nothing in the memory shows that there was ever a position. */
export function wasUnfilled({ lastAssessment, noDataSince, alerts }: Remembered): boolean {
  return alerts.length === 0 && noDataSince === null && lastAssessment?.newestDate === undefined;
}

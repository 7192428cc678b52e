import type { StoredContributions } from "../measures/contribution.ts";
import type { FloorSeen } from "../policy/floor.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/rule.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Bounds } from "../values/interval.ts";

/** What a rule found. It is stored so that a later assessment can say what moved. */
export interface RuleFinding {
  rule: RuleId;
  group: string | null;
  /** The measure, because a rule may measure something else the next time. */
  measure: Measure;
  /** The limits, because a policy may change them. */
  side: "above" | "below";
  limits: Limits;
  observed: Bounds | null;
  /** Present where the group lies below the floor of its rule, so that nothing was observed. */
  belowFloor?: true;
  /** Beside `belowFloor`: the floor, and what the group has. Absent in what earlier versions stored. */
  floor?: FloorSeen;
  /** The contribution of each key. Absent in what earlier versions stored. */
  contributions?: StoredContributions | null;
}

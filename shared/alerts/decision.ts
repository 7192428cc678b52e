import type { Definition } from "../policy/definition.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/rule.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Interval } from "../values/interval.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { Alert } from "./alert.ts";
import type { FloorPart } from "./floor-part.ts";
import type { Notification } from "./notification.ts";
import type { Silence } from "./silence.ts";
import type { TransitionInput } from "./transition.ts";

/** The decision about one rule: the alert to remember (`null` for none), what happened, and why. */
export interface Decision extends Notification {
  rule: RuleId;
  group: string | null;
  title: string;
  measure: Measure;
  /** The side of its limits that is bad. */
  side: "above" | "below";
  /** The limit of its level; inside all limits, the limit that it would cross first. */
  limit: number;
  /** All limits of its rule; `null` when the rule is no longer in the policy. */
  limits: Limits | null;
  /** How far inside a limit a value must be to leave the level of that limit. */
  margin: number;
  previous: Alert | null;
  /** The silence that hides the alert; `null` when none does. */
  silence: Silence | null;
  /** What was observed in this run; `null` when there was nothing to observe, and in news that withholds it. */
  observed: Interval | null;
  /** Whether rows are missing and what was observed looks better: it is not trusted, and readers are told what was last known. */
  isWithheld: boolean;
  /** The old and the new definition when the rule was changed; otherwise `null`. */
  change: { from: Definition; now: Definition } | null;
  /** What the floor of the rule has to do with it; `null` for nothing. */
  floor: FloorPart | null;
}

export interface DecisionInput extends TransitionInput {
  silence: Silence | null;
  /** The acknowledgement of the alert before this run; `null` when there is none. */
  acknowledgement: Acknowledgement | null;
}

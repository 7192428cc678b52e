import type { FloorPart } from "../alerts/floor-part.ts";
import type { Reason, SectorReason } from "../alerts/reason.ts";
import { floorText } from "./floor-text.ts";

/** The reasons of decisions in words, for messages, answers and the stored history. */
export const reasonTexts: Record<Reason | SectorReason, string> = {
  "within-limits": "inside its limits",
  pending: "beyond a limit, not yet on enough runs in a row",
  "crossed-limit": "crossed a limit",
  "higher-level": "went to a higher level",
  "lower-level": "went to a lower level",
  "back-within-limits": "back inside its limits",
  "limits-changed": "its limits were changed in the policy",
  "not-by-margin": "inside a limit, not yet by its margin",
  "not-on-enough-runs": "inside a limit, not yet on enough runs in a row",
  unchanged: "unchanged",
  "not-in-force-yet": "not in force yet",
  "incomplete-assessment": "an incomplete assessment eases nothing",
  "no-exposure": "without exposure nothing is decided",
  "same-assessment": "the same assessment as last time",
  "rule-over": "the rule is over",
  "rule-gone": "the rule has left the policy",
  "rule-changed": "the rule was changed in the policy",
  "kept-quiet": "only possible, which its rule keeps quiet",
  "group-gone": "nothing of it is counted any more",
  "below-floor": "its exposure is below the floor of the rule",
  "floor-changed": "the floor of its rule was changed in the policy",
  "still-firing": "still firing",
  "last-known": "still firing by what was last known: incomplete data looks better, and eases nothing",
  acknowledged: "still firing, and acknowledged: no reminder",
  "silence-over": "its silence is over",
  "no-data": "no position in the window",
  "data-back": "positions in the window again",
  stale: "no newer position for too long",
  fresh: "its data is no longer stale",
};

/** The reason of a decision as a sentence without its full stop; of one by the floor of its rule, with both figures. */
export function reasonText({ reason, floor, group }: Told): string {
  const isByFloor = reason === "below-floor" || reason === "floor-changed";
  return isByFloor && floor !== null ? floorText(floor, group) : reasonTexts[reason];
}

interface Told {
  reason: Reason | SectorReason;
  floor: FloorPart | null;
  group: string | null;
}

import type { NamedRemoval } from "../../assessment/scope-measures.ts";
import { recoveryText } from "../../text/recovery.ts";
import type { Unit } from "../../values/exposure.ts";

/** What is missing until each of some removals is over; nothing of those of which nothing is known. */
export function recoveryLines(
  removals: readonly NamedRemoval[],
  nameOf: (removal: NamedRemoval) => string,
  unit: Unit,
): string[] {
  const told = removals.flatMap((removal) => {
    const text = removal.recovery === undefined ? null : recoveryText(removal.recovery, unit);
    return text === null ? [] : [`${nameOf(removal)}: ${text}`];
  });
  return told.length === 0 ? [] : ["Missing until each is back:", ...told];
}

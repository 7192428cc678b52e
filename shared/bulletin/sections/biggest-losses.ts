import type { Assessed } from "../../assessment/assess.ts";
import { scopeOf } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import { removalName } from "../../assessment/removal-name.ts";
import type { NamedRemoval } from "../../assessment/scope-measures.ts";
import { groupsOf } from "../../assessment/view.ts";
import { isCounted } from "../../look-through/removal.ts";
import { groupNameOf } from "../../supply/scope.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import { displayName } from "../../values/one-line.ts";
import { MOST_NAMED, partLine } from "./parts.ts";
import { recoveryLines } from "./recovery.ts";

/** The owners or countries without which most is certainly lost, and what is missing until each is back. */
export function lossLines(kind: "owner" | "country", observation: Observation, assessed: Assessed): string[] {
  const { unit } = assessed.assessment;
  const { removals, whole } = rankedOf(observation, assessed);
  const worst = removals
    .filter((removal) => isCounted(removal, kind) && removal.loss.lower > 0)
    .slice(0, MOST_NAMED);
  const lines = worst.map((removal) => {
    const { lower } = removal.loss;
    return partLine({ name: nameOf(removal), share: lower, exposure: lower * whole }, unit);
  });
  const overlap = lines.length < 2 ? [] : ["These overlap: do not add them up."];
  return [...lines, ...overlap, ...recoveryLines(worst, nameOf, unit)];
}

interface Ranked {
  removals: NamedRemoval[];
  /** The exposure that the losses are shares of. */
  whole: number;
}

/** What a scope loses by single removals. An assessment lists none of a program; the view ranks them. */
function rankedOf(observation: Observation, { assessment, view, nameOf }: Assessed): Ranked {
  const scope = scopeOf(observation, assessment);
  if (scope !== null) return { removals: scope.removals, whole: scope.exposure };
  const found = groupsOf(view, observation.rule.by).find((one) => groupNameOf(one) === observation.group);
  const removals = found?.removals ?? [];
  return {
    removals: removals.map((removal) => ({ ...removal, name: removalName(removal, nameOf) })),
    whole: toUnit(asMinor(found?.total ?? 0), assessment.unit),
  };
}

/** A supplier whose owner is not known counts as that owner. */
function nameOf({ kind, key, name }: NamedRemoval): string {
  return kind === "supplier" ? `${displayName(name, key)} (owner unknown)` : displayName(name, key);
}

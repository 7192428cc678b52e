import type { Assessed } from "./assess.ts";
import { scopeOf } from "./assessment.ts";
import { toUnit, type Unit } from "./exposure.ts";
import { isConcentration, keyName, type NameOf } from "./key-name.ts";
import { facetsShowing, type Measure } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { oneLine } from "./one-line.ts";
import { limitsOf } from "./policy.ts";
import type { Shift } from "./shift.ts";
import { limitText, money, percent } from "./wording.ts";

const MOST_GIVERS = 3;

/** What would bring a rule back inside its limit. */
export function shiftSection(observations: Observation[], { assessment, nameOf }: Assessed): string[] {
  const lines = observations.flatMap((observation) => {
    const { rule, group, observed, clearing } = observation;
    if (clearing === null) return [];
    const whole = scopeOf(observation, assessment)?.exposure ?? null;
    const title = group === null ? rule.title : `${rule.title} (${oneLine(group)})`;
    const target = `${limitsOf(rule).side === "above" ? "to" : "up to"} ${limitText(rule.measure, clearing.limit)}${rule.margin === 0 ? "" : ` (${limitText(rule.measure, rule.margin)} inside the limit)`}`;
    const isSure = observed?.lower === observed?.upper;
    const hedge =
      isSure || "impossible" in clearing.shift ? "" : " This clears what is certain, not what is possible.";
    return [
      `  ${title}, ${target}: ${shiftText(clearing.shift, rule.measure, { unit: assessment.unit, whole, group }, nameOf)}${hedge}`,
    ];
  });
  return lines.length === 0 ? [] : ["WHAT CLEARS IT", ...lines];
}

/** What a shift is out of: its exposure is a part of `whole`, where that is known. */
interface ShiftScope {
  unit: Unit;
  whole: number | null;
  group: string | null;
}

function shiftText(
  shift: Shift,
  measure: Measure,
  { unit, whole, group }: ShiftScope,
  nameOf: NameOf,
): string {
  if ("impossible" in shift) return `no move of supply does: ${shift.impossible}.`;
  const exposure = toUnit(shift.exposure, unit);
  const share =
    whole === null
      ? ""
      : ` (${percent(exposure / whole)} of ${group === null ? "all supply" : oneLine(group)})`;
  const givers = shift.from.slice(0, MOST_GIVERS).map(({ key }) => oneLine(keyName(measure, key, nameOf)));
  const more = shift.from.length > givers.length ? ` and ${shift.from.length - givers.length} more` : "";
  const takers = takersText(measure);
  return `move ${money(exposure, unit)}${share} from ${givers.join(", ")}${more} ${takers}.`;
}

function takersText(measure: Measure): string {
  if (isConcentration(measure)) return "to the others";
  const [facet] = facetsShowing(measure);
  return measure.kind === "share" && facet === "origin"
    ? "to other countries that make the same items"
    : "to holders of the same items that are not at risk";
}

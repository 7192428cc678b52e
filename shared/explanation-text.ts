import type { Assessed } from "./assess.ts";
import { type Assessment, scopeOf } from "./assessment.ts";
import { attribute } from "./attribution.ts";
import type { Chain, Hop } from "./chain.ts";
import { countryName } from "./country-name.ts";
import { toUnit, type Unit } from "./exposure.ts";
import { facetsShowing, type Measure, unitOf } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { oneLine } from "./one-line.ts";
import { limitsOf } from "./policy.ts";
import type { Shift } from "./shift.ts";
import { limitText, money, percent } from "./wording.ts";

const MOST_MOVES = 3;

/** What moved a measure since the last assessment: parts that add up to the whole, also as they are shown. */
export function movedSection(
  { rule, group, parts }: Observation,
  { assessment, nameOf }: Assessed,
  previous: Assessment | null,
): string[] {
  const finding = previous?.rules.find((found) => found.rule === rule.id && found.group === group);
  if (previous === null || finding?.parts == null || parts === null) return [];
  const isSameMeasure = JSON.stringify(finding.measure) === JSON.stringify(rule.measure);
  const isComparable =
    isSameMeasure && previous.windowDays === assessment.windowDays && previous.id !== assessment.id;
  if (!isComparable) return [];
  const { unit } = assessment;
  const now = parts.map((part) => ({ ...part, exposure: toUnit(part.exposure, unit) }));
  const { total, moves } = attribute(finding.parts, now, MOST_MOVES);
  const scale = unitOf(rule.measure) === "fraction" ? { factor: 1000, digits: 1 } : { factor: 1, digits: 0 };
  const shown = (value: number) => Math.round(value * scale.factor);
  const signed = (steps: number) => (steps / 10 ** scale.digits).toFixed(scale.digits).replace(/^(?!-)/, "+");
  const lines = moves.map(({ key, delta, before, after }) => {
    const name = key === null ? "unknown" : keyName(rule.measure, key, nameOf);
    return `  ${signed(shown(delta))} ${oneLine(name)}, ${money(before, unit)} to ${money(after, unit)}`;
  });
  const rest = moves.reduce((left, { delta }) => left - shown(delta), shown(total));
  if (lines.length === 0 && rest === 0) return [];
  if (rest !== 0) lines.push(`  ${signed(rest)} all others`);
  const title = group === null ? rule.title : `${rule.title} (${oneLine(group)})`;
  return [`WHAT MOVED IT: ${title} ${signed(shown(total))} points since ${previous.asOf}`, ...lines];
}

/** How most of a loss gets in: each chain hop by hop, and the source of each link. */
export function chainsSection({ chains }: Observation, { assessment, nameOf }: Assessed): string[] {
  const lines = chains.flatMap((chain) => {
    const exposure = money(toUnit(chain.exposure, assessment.unit), assessment.unit);
    const sources = new Set(chain.hops.flatMap(({ source }) => (source === null ? [] : oneLine(source))));
    const told = sources.size === 0 ? [] : [`    (source: ${[...sources].join("; ")})`];
    return [`  ${chainText(chain, nameOf)}: ${exposure}`, ...told];
  });
  return lines.length === 0 ? [] : ["HOW IT GETS IN", ...lines];
}

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
  const givers = shift.from.slice(0, MOST_MOVES).map(({ key }) => oneLine(keyName(measure, key, nameOf)));
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

function chainText({ hops, item }: Chain, nameOf: NameOf): string {
  const named = (hop: Hop) => oneLine(hop.supplier === null ? "an unknown supplier" : nameOf(hop.supplier));
  const steps = hops.map((hop) => {
    if (hop.madeIn !== null) return `made in ${countryName(hop.madeIn)}, sold by ${named(hop)}`;
    const owner = hop.owner === null || hop.owner === hop.supplier ? "" : ` (owned by ${nameOf(hop.owner)})`;
    return hop.input === null
      ? named(hop) + owner
      : `${hop.input} ${percent(hop.share ?? 0, 0)} > ${named(hop)}`;
  });
  return [...steps, item].join(" > ");
}

type NameOf = (supplierId: string) => string;

/** Parts and givers of a concentration are keys of its facet; else suppliers, owners or countries of manufacture. */
function keyName(measure: Measure, key: string, nameOf: NameOf): string {
  const [facet] = facetsShowing(measure);
  const isCountry = isConcentration(measure) && (facet === "origin" || facet === "control");
  const isOrigin = measure.kind === "share" && facet === "origin" && /^[A-Z]{2}$/.test(key);
  return isCountry || isOrigin ? countryName(key) : nameOf(key);
}

function isConcentration({ kind }: Measure): boolean {
  return kind === "hhi" || kind === "top" || kind === "effective";
}

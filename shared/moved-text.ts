import type { Assessed } from "./assess.ts";
import type { Assessment } from "./assessment.ts";
import { attribute } from "./attribution.ts";
import { toUnit } from "./exposure.ts";
import { keyName } from "./key-name.ts";
import { unitOf } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { oneLine } from "./one-line.ts";
import { money } from "./wording.ts";

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

import type { Assessed } from "./assess.ts";
import { countriesNamed } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { indent, oneLine } from "./wording.ts";

/** The commands to look closer with; `stack` is the deployed stack they should name, if any. */
export function nextSection(
  assessed: Assessed,
  worst: Observation | undefined,
  stack: string | null,
): string[] {
  const { sector, asOf } = assessed.assessment;
  const target = stack === null ? "" : ` --stack ${stack}`;
  const removed = removalToTry(assessed, worst);
  const simulate =
    removed === null ? [] : [`simulate --sector ${sector} --remove ${removed} --as-of ${asOf}`];
  return [
    "NEXT",
    ...[
      ...simulate,
      `alerts --sector ${sector}`,
      `recompute --sector ${sector} --as-of ${asOf} --dry-run --json`,
    ].map((command) => indent(`npx chokepoint ${command}${target}`)),
  ];
}

/** What to ask "what if" about: the countries that the worst news is about, else the worst single removal. */
function removalToTry({ view }: Assessed, worst: Observation | undefined): string | null {
  const [country] = worst === undefined ? [] : countriesNamed(worst.rule.measure);
  if (country !== undefined) return `country:${country}`;
  const first = view.sector.removals.find(({ kind, loss }) => kind === "owner" && loss.lower > 0);
  return first === undefined ? null : `owner:${shellWord(first.key)}`;
}

/** A key as it can be pasted into a shell. */
function shellWord(key: string): string {
  return /^[\w.-]+$/.test(key) ? key : `'${oneLine(key).replaceAll("'", "'\\''")}'`;
}

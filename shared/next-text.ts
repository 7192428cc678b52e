import type { Assessed } from "./assess.ts";
import { addDays } from "./calendar.ts";
import { countriesNamed } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { oneLine } from "./one-line.ts";
import { indent } from "./wording.ts";

// Long enough to look into something, too short to forget it.
const SILENCE_DAYS = 14;

/**
 * The commands to look closer with, and to silence the worst news while its alert is open; `stack` is the deployed
 * stack they should name, if any.
 */
export function nextSection(
  assessed: Assessed,
  worst: Observation | undefined,
  isOpen: boolean,
  stack: string | null,
): string[] {
  const { sector, asOf } = assessed.assessment;
  const target = stack === null ? "" : ` --stack ${stack}`;
  const removed = removalToTry(assessed, worst);
  const simulate =
    removed === null ? [] : [`simulate --sector ${sector} --remove ${removed} --as-of ${asOf}`];
  const silence =
    worst === undefined || !isOpen
      ? []
      : [
          `silence --sector ${sector} --rule ${worst.rule.id}${groupFlag(worst)} --until ${addDays(asOf, SILENCE_DAYS)} --reason "…"`,
        ];
  return [
    "NEXT",
    ...[
      ...simulate,
      `alerts --sector ${sector} --history`,
      ...silence,
      `recompute --sector ${sector} --as-of ${asOf} --dry-run --json`,
    ].map((command) => indent(`npx chokepoint ${command}${target}`)),
  ];
}

/** What to ask "what if" about: the countries that the worst news is about, else the worst single removal. */
function removalToTry({ view }: Assessed, worst: Observation | undefined): string | null {
  const [country] = worst === undefined ? [] : countriesNamed(worst.rule.measure);
  if (country !== undefined) return `country:${country}`;
  const first = view.sector.removals.find(({ kind, loss }) => kind !== "country" && loss.lower > 0);
  return first === undefined ? null : `${first.kind}:${shellWord(first.key)}`;
}

function groupFlag({ group }: Observation): string {
  return group === null ? "" : ` --group ${shellWord(group)}`;
}

/** A key as it can be pasted into a shell. */
function shellWord(key: string): string {
  return /^[\w.-]+$/.test(key) ? key : `'${oneLine(key).replaceAll("'", "'\\''")}'`;
}

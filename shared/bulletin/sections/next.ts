import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { type CommandPlace, placeFlag } from "../../text/command.ts";
import { indent } from "../../text/lines.ts";
import { shellWord } from "../../text/shell-word.ts";

// Long enough to examine something, and short enough not to forget it.
const SILENCE = "14d";

/**
 * The commands for a closer look, and for a silence of the worst news while its alert is open. `place` is where
 * they work.
 */
export function nextSection(
  assessed: Assessed,
  worst: Observation | undefined,
  isOpen: boolean,
  place: CommandPlace,
): string[] {
  const { sector, asOf, rules } = assessed.assessment;
  // A sector that was closed has no policy any more, and no command knows it.
  if (rules.length === 0) return [];
  const target = placeFlag(place);
  const removed = removalToTry(assessed, worst);
  const simulate =
    removed === null ? [] : [`simulate --sector ${sector} --remove ${removed} --as-of ${asOf}`];
  const silence =
    worst === undefined || !isOpen
      ? []
      : [
          `silence --sector ${sector} --rule ${worst.rule.id}${groupFlag(worst)} --until ${SILENCE} --reason "looking into it"`,
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

/** What to simulate: the countries of the worst news, otherwise the worst single removal. */
function removalToTry({ view }: Assessed, worst: Observation | undefined): string | null {
  const [country] = worst === undefined ? [] : factsOf(worst.rule.measure).names.countries;
  if (country !== undefined) return `country:${country}`;
  const first = view.sector.removals.find(({ kind, loss }) => kind !== "country" && loss.lower > 0);
  return first === undefined ? null : `${first.kind}:${shellWord(first.key)}`;
}

function groupFlag({ group }: Observation): string {
  // With `=`, a group that begins with a hyphen is not read as a flag.
  return group === null ? "" : ` --group${group.startsWith("-") ? "=" : " "}${shellWord(group)}`;
}

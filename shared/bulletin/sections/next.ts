import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { stackFlag } from "../../text/command.ts";
import { indent } from "../../text/lines.ts";
import { withoutLinks } from "../../values/links-as-text.ts";
import { oneLine } from "../../values/one-line.ts";

// Long enough to examine something, and short enough not to forget it.
const SILENCE = "14d";

/**
 * The commands for a closer look, and for a silence of the worst news while its alert is open. `stack` is the
 * deployed stack that they should name, if any.
 */
export function nextSection(
  assessed: Assessed,
  worst: Observation | undefined,
  isOpen: boolean,
  stack: string | null,
): string[] {
  const { sector, asOf } = assessed.assessment;
  const target = stackFlag(stack);
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

/** A key that keeps its meaning when it is pasted into a shell: invisible characters are escaped. */
function shellWord(key: string): string {
  const isLink = withoutLinks(key) !== key;
  if (/^[\w.-]+$/.test(key) && !isLink) return key;
  if (oneLine(key) === key) return `'${key.replaceAll("'", "'\\''")}'`;
  // Characters that a mail program would turn into a link are escaped too.
  return `$'${key.replace(WRITTEN, escapeOf)}'`;
}

const WRITTEN = /['\\.．。｡:：@＠\u2800]|\p{Default_Ignorable_Code_Point}|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code < 65_536
    ? `\\u${code.toString(16).padStart(4, "0")}`
    : `\\U${code.toString(16).padStart(8, "0")}`;
}

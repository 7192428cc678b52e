import { isOpen } from "../../alerts/alert.ts";
import type { Decision } from "../../alerts/decision.ts";
import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import { isCounted } from "../../look-through/removal.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Wording } from "../../policy/wording.ts";
import {
  type CommandPlace,
  callOf,
  type ProposedCommand,
  placeFlag,
  policiesFlag,
  whereToRun,
} from "../../text/command.ts";
import { indent } from "../../text/lines.ts";
import { nameList } from "../../text/name-list.ts";
import { removalInText } from "../../text/removal-in-text.ts";
import { shellWord } from "../../text/shell-word.ts";
import { wrapped } from "../../text/wrapped.ts";
import { countryInText } from "../../values/country-in-text.ts";
import { lackCommands } from "./confidence.ts";
import { remedyCommand } from "./try-remedy.ts";

// Long enough to examine something, and short enough not to forget it.
const SILENCE = "14d";
// A command should still be readable.
const MOST_REMOVED = 4;

interface CommandsInput {
  assessed: Assessed;
  /** The observations of the news, worst first. */
  told: readonly Observation[];
  decision: { decisions: readonly Decision[] };
  /** Where commands work. */
  place: CommandPlace;
  wording: Wording;
}

/**
 * The commands for a closer look, and for an acknowledgement or a silence of the worst news while its alert is open, each with what
 * it is for. `others` are those that other sections name.
 */
export function commandsSection(
  { assessed, told, decision: { decisions }, place, wording }: CommandsInput,
  others: readonly ProposedCommand[],
): string[] {
  // A sector that was closed has no policy any more, and no command knows it.
  if (assessed.assessment.rules.length === 0) return [];
  const [worst] = told;
  const remedied = told.find(({ remedy }) => remedy !== null);
  const all = [
    ...lackCommands(assessed.assessment, place),
    ...(remedied === undefined ? [] : remedyCommand(remedied, assessed, place)),
    ...simulateCommand(assessed, worst, place),
    ...(worst === undefined ? [] : ruleCommands(worst, assessed, decisions, place)),
    ...others,
    ...sectorCommands(assessed, place),
  ];
  const lines = all.flatMap(({ purpose, command }) => [...wrapped(indent(purpose)), `    ${command}`]);
  return [wording.commands, ...wrapped(indent(whereToRun(place))), ...lines];
}

function simulateCommand(
  assessed: Assessed,
  worst: Observation | undefined,
  place: CommandPlace,
): ProposedCommand[] {
  const { sector, asOf } = assessed.assessment;
  const removed = removalToTry(assessed, worst);
  if (removed === null) return [];
  const { keys, name } = removed;
  const flags = keys.map((key) => ` --remove ${key}`).join("");
  const command = `${callOf(place)} simulate --sector ${sector}${flags} --as-of ${asOf}${placeFlag(place)}`;
  return [{ purpose: `What stops without ${name}, and what stays:`, command }];
}

/** What explains the rule of the worst news, and what keeps its alert quiet while it is open. */
function ruleCommands(
  worst: Observation,
  { assessment: { sector } }: Assessed,
  decisions: readonly Decision[],
  place: CommandPlace,
): ProposedCommand[] {
  const rule = worst.rule.id;
  const group = groupFlag(worst);
  const target = placeFlag(place);
  const explain = {
    purpose: "The rule in plain words:",
    command: `${callOf(place)} policy explain ${rule} --sector ${sector}${policiesFlag(place)}`,
  };
  const acknowledge = {
    purpose: "Acknowledge it, to get no reminders:",
    command: `${callOf(place)} ack ${rule} --sector ${sector}${group} --reason "looking into it"${target}`,
  };
  const silence = {
    purpose: "Send nothing about it for 14 days:",
    command: `${callOf(place)} silence --sector ${sector} --rule ${rule}${group} --until ${SILENCE} --reason "looking into it"${target}`,
  };
  const open = decisions.find(
    (one) => one.rule === rule && one.group === worst.group && one.next !== null && isOpen(one.next),
  );
  if (open === undefined) return [explain];
  return [explain, ...(open.acknowledgement === null ? [acknowledge] : []), silence];
}

function sectorCommands({ assessment: { sector, asOf } }: Assessed, place: CommandPlace): ProposedCommand[] {
  const target = placeFlag(place);
  return [
    {
      purpose: "All alerts, and their history:",
      command: `${callOf(place)} alerts --sector ${sector} --history${target}`,
    },
    {
      purpose: "Every figure again, without sending:",
      command: `${callOf(place)} recompute --sector ${sector} --as-of ${asOf} --dry-run --json${target}`,
    },
  ];
}

interface RemovalToTry {
  keys: string[];
  /** As readers see it. */
  name: string;
}

/** What to simulate: the countries of the worst news, the worst removal that it counts, otherwise the worst owner. */
function removalToTry({ view, nameOf }: Assessed, worst: Observation | undefined): RemovalToTry | null {
  const countries = worst === undefined ? [] : factsOf(worst.rule.measure).names.countries;
  const some = countries.slice(0, MOST_REMOVED);
  if (some.length > 0)
    return { keys: some.map((one) => `country:${one}`), name: nameList(some.map(countryInText)) };
  const { measure } = worst?.rule ?? {};
  const by = measure?.kind === "loss" ? measure.of : "owner";
  const counted = view.sector.removals.filter((one) => isCounted(one, by) && one.loss.lower > 0);
  const found = counted.find(({ key }) => key === worst?.contributions?.removed?.lower) ?? counted[0];
  if (found === undefined) return null;
  const name = removalInText({ ...found, name: nameOf(found.key) });
  return { keys: [`${found.kind}:${shellWord(found.key)}`], name };
}

function groupFlag({ group }: Observation): string {
  // With `=`, a group that begins with a hyphen is not read as a flag.
  return group === null ? "" : ` --group${group.startsWith("-") ? "=" : " "}${shellWord(group)}`;
}

import type { Assessed } from "../../assessment/assess.ts";
import { type Assessment, measuredSector } from "../../assessment/assessment.ts";
import { undeclaredShare } from "../../look-through/look-through.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Policy } from "../../policy/policy.ts";
import { type Wording, wordingOf } from "../../policy/wording.ts";
import { facets } from "../../supply/facet-totals.ts";
import { TOO_LARGE } from "../../supply/unreadable.ts";
import type { CommandPlace, ProposedCommand, ToldWithCommands } from "../../text/command.ts";
import { dayText } from "../../text/day-text.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { indent } from "../../text/lines.ts";
import { RANGE_MEANT } from "../../text/measured-value.ts";
import { missingTold } from "../../text/missing.ts";
import { money as moneyText } from "../../text/money.ts";
import { overlapText } from "../../text/overlap.ts";
import { refusedLines } from "../../text/refused.ts";
import { shareText } from "../../text/share.ts";
import { unconfirmedTold } from "../../text/unconfirmed.ts";
import { unfinishedTold } from "../../text/unfinished.ts";
import { listUnreadable, removalCommand, unreadableCount } from "../../text/unreadable.ts";
import { counted, noun, someOf } from "../../values/count.ts";
import { daysBetween } from "../../values/day.ts";
import { oneLine } from "../../values/one-line.ts";
import { countedTexts } from "./counted-as.ts";
import type { Doubts } from "./doubts.ts";

const MOST_DOUBTS = 10;
const MOST_OVERLAPS_TOLD = 3;

/** How far the figures can be trusted: how old the data is, what is unknown, unreadable or undeclared, and whom to ask first. */
export function sureSection(assessed: Assessed, policy: Policy, doubts: Doubts): string[] {
  const { assessment } = assessed;
  const wording = wordingOf(policy);
  const lines = [
    ...doubts.verdict,
    ...doubts.ask,
    ...ageLines(assessment, wording),
    ...measuredLines(assessed, policy, doubts),
    ...doubts.more.slice(0, MOST_DOUBTS),
    ...ringLines(assessment),
    ...unreadableLines(assessment),
    ...lacksOf(assessment).flatMap((told) => told(null).lines),
  ];
  return [wording.howSure, ...lines.map(indent)];
}

/** The commands that go with what an assessment lacks. */
export function lackCommands(assessment: Assessment, place: CommandPlace): ProposedCommand[] {
  const damaged = assessment.unreadable === 0 ? [] : damagedCommands(assessment, place);
  const all = [...damaged, ...lacksOf(assessment).flatMap((told) => told(place).commands)];
  return [...new Map(all.map((one) => [one.command, one])).values()];
}

function damagedCommands({ unreadableItems = [] }: Assessment, place: CommandPlace): ProposedCommand[] {
  const damaged = unreadableItems.filter(({ problem }) => problem !== TOO_LARGE);
  const removal = removalCommand(damaged, place);
  return [
    { purpose: "All stored items that cannot be used:", command: listUnreadable(place) },
    ...(removal === null ? [] : [{ purpose: "To remove those that are damaged:", command: removal }]),
  ];
}

/** How old the newest data is, and how much there is. */
function ageLines(assessment: Assessment, { purchase, purchases }: Wording): string[] {
  const { newestDate, asOf, positions, unreadable, refused, overlaps = [] } = assessment;
  const isWhole = unreadable === 0 && refused === undefined && overlaps.length === 0;
  const age = newestDate === null ? 0 : daysBetween(newestDate, asOf);
  const newest =
    newestDate === null
      ? `No ${purchase} has a date.`
      : age === 0
        ? `The newest ${purchase} is of ${dayText(asOf)}.`
        : `On ${dayText(asOf)} the newest ${purchase} was ${counted(age)} ${noun(age, "day")} old.`;
  const count = `${counted(positions)} ${noun(positions, purchase, purchases)} counted`;
  return [
    ...(positions === 0 ? [] : [newest]),
    `${count}${isWhole ? "; every row was readable" : ""}.`,
    ...waitingLines(assessment),
  ];
}

/** What is unknown in the figures, and what they assume. */
function measuredLines(
  { assessment, view }: Assessed,
  policy: Policy,
  { tellsRange, tellsStop }: Doubts,
): string[] {
  const scope = measuredSector(assessment);
  if (scope === null) return ["Without exposure no limit is checked, and nothing is resolved."];
  const { supply } = wordingOf(policy);
  const unknown = facets
    .map((facet) => ({ facet, share: scope.facets[facet].unknown }))
    .filter(({ share }) => share > 0)
    .map(({ facet, share }) => `${facetNouns[facet].one} ${shareText(share)}`);
  const looksThrough = policy.rules.some(({ measure }) => factsOf(measure).family === "tiers");
  const money = (share: number) => moneyText(share * scope.exposure, assessment.unit);
  return [
    ...(unknown.length === 0 ? [] : [`Not known: ${unknown.join(", ")} of ${supply}.`]),
    ...(looksThrough ? undeclaredLines(undeclaredShare(view.sector, view.network), policy, money) : []),
    ...(tellsRange ? [RANGE_MEANT] : []),
    ...(tellsStop
      ? [
          scope.removals.some(({ recovery }) => recovery !== undefined)
            ? "What stops is counted without substitutes, and every customer is cut by the same share. Only days count stock."
            : "What stops is counted without stock or substitutes, and every customer is cut by the same share.",
        ]
      : []),
    ...countedTexts(view.sector, policy),
  ];
}

function ringLines({ ownershipCycles }: Assessment): string[] {
  return ownershipCycles
    .slice(0, MOST_DOUBTS)
    .map(
      (ring) => `These own each other, so their owner is unknown: ${someOf(ring.map(oneLine), MOST_DOUBTS)}.`,
    );
}

type Told = (place: CommandPlace) => ToldWithCommands;

/** What makes the assessment incomplete. */
function lacksOf({
  refused,
  unconfirmed,
  unfinished,
  missing,
  overlaps = [],
  unit,
  sector,
}: Assessment): Told[] {
  const only =
    (lines: string[]): Told =>
    () => ({ lines, commands: [] });
  return [
    ...(refused === undefined ? [] : [only(refusedLines(refused, unit))]),
    ...(unconfirmed === undefined
      ? []
      : [(place: CommandPlace) => unconfirmedTold(unconfirmed, sector, unit, place)]),
    ...(unfinished === undefined ? [] : [(place: CommandPlace) => unfinishedTold(unfinished, sector, place)]),
    ...(missing === undefined ? [] : [(place: CommandPlace) => missingTold(missing, sector, unit, place)]),
    only(overlaps.slice(0, MOST_OVERLAPS_TOLD).map(overlapText)),
  ];
}

function unreadableLines(assessment: Assessment): string[] {
  const { unreadable, unreadableItems: first = [], unreadableSince } = assessment;
  if (unreadable === 0) return [];
  return [
    unreadableCount({ count: unreadable, first }, unreadableSince),
    "This can raise an alert, not ease or resolve one: import again what is damaged.",
  ];
}

/** How many positions wait. An assessment of an earlier version has only their number. */
function waitingLines({ waiting, waitingExposure, waitingFrom, asOf, unit }: Assessment): string[] {
  if (waiting === 0) return [];
  const isOne = waiting === 1;
  const rows = `${counted(waiting)} ${noun(waiting, "row")}`;
  const worth = waitingExposure === undefined ? "" : ` (${moneyText(waitingExposure, unit)})`;
  const first =
    waitingFrom === undefined
      ? ""
      : isOne
        ? `: it counts from ${waitingFrom} on`
        : `: the first counts from ${waitingFrom} on`;
  return [`${rows}${worth} dated after ${asOf} wait${isOne ? "s" : ""}${first}.`];
}

/** The share of exposure with suppliers that declared no inputs, and how it counts. */
function undeclaredLines(
  undeclared: number,
  { unmappedSuppliers, ...policy }: Policy,
  money: (share: number) => string,
): string[] {
  if (undeclared === 0) return [];
  const { supply } = wordingOf(policy);
  const told = `Suppliers that declared no inputs sell ${shareText(undeclared)} of ${supply} (${money(undeclared)})`;
  return unmappedSuppliers === "safe"
    ? [`${told}: this policy counts these inputs as safe.`]
    : [`${told}, which counts as possibly at risk.`];
}

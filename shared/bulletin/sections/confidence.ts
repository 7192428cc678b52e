import type { Assessed } from "../../assessment/assess.ts";
import { type Assessment, measuredSector } from "../../assessment/assessment.ts";
import { undeclaredShare } from "../../look-through/look-through.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Policy } from "../../policy/policy.ts";
import { facets } from "../../supply/facet-totals.ts";
import type { CommandPlace } from "../../text/command.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { indent } from "../../text/lines.ts";
import { missingLines } from "../../text/missing.ts";
import { money } from "../../text/money.ts";
import { overlapText } from "../../text/overlap.ts";
import { refusedLines } from "../../text/refused.ts";
import { shareText } from "../../text/share.ts";
import { unconfirmedLines } from "../../text/unconfirmed.ts";
import { unfinishedLines } from "../../text/unfinished.ts";
import { unreadableCount, unreadableRemedy } from "../../text/unreadable.ts";
import { counted, noun, someOf } from "../../values/count.ts";
import { oneLine } from "../../values/one-line.ts";
import { countedTexts } from "./counted-as.ts";
import type { Doubts } from "./doubts.ts";

const MOST_DOUBTS = 10;
const MOST_OVERLAPS_TOLD = 3;

/** How far the figures can be trusted: what is unknown, unreadable or undeclared, and how old the data is. */
export function sureSection(assessed: Assessed, policy: Policy, doubts: Doubts): string[] {
  const { assessment } = assessed;
  const data = dataText(assessment, doubts.place);
  const lines = [
    ...measuredLines(assessed, policy, doubts),
    ...doubts.more.slice(0, MOST_DOUBTS),
    ...ringLines(assessment),
    ...(data === "" ? [] : [data]),
    ...lacksTold(assessment, doubts.place),
  ];
  return ["HOW SURE", ...lines.map(indent)];
}

/** What is unknown in the figures, and what they assume. */
function measuredLines(
  { assessment, view }: Assessed,
  policy: Policy,
  { tellsRange, tellsStop }: Doubts,
): string[] {
  const scope = measuredSector(assessment);
  if (scope === null) return ["Without positions no limit is checked, and nothing is resolved."];
  const unknown = facets
    .map((facet) => ({ facet, share: scope.facets[facet].unknown }))
    .filter(({ share }) => share > 0)
    .map(({ facet, share }) => `${shareText(share)} of exposure has no known ${facetNouns[facet].one}.`);
  const looksThrough = policy.rules.some(({ measure }) => factsOf(measure).family === "tiers");
  return [
    ...unknown,
    ...(looksThrough ? undeclaredLines(undeclaredShare(view.sector, view.network), policy) : []),
    ...(tellsRange
      ? ["A range runs from what is certain to what is possible with everything unknown against us."]
      : []),
    ...(tellsStop
      ? ["What stops is counted without stock or substitutes, and every buyer is cut by the same share."]
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

/** How new the positions are, and whether all rows could be read. */
function dataText(assessment: Assessment, place: CommandPlace): string {
  const { newestDate, positions, unreadable, refused, overlaps = [] } = assessment;
  const newest = newestDate === null ? "No position has a date." : `Newest position ${newestDate}.`;
  const isWhole = unreadable === 0 && refused === undefined && overlaps.length === 0;
  return [
    ...(positions === 0 ? [] : [newest]),
    ...waitingText(assessment),
    ...(unreadable > 0 ? [unreadableText(assessment, place)] : []),
    ...(isWhole ? ["Every row was readable."] : []),
  ].join(" ");
}

/** What makes the assessment incomplete. */
function lacksTold(assessment: Assessment, place: CommandPlace): string[] {
  const { refused, unconfirmed, unfinished, missing, overlaps = [], unit, sector } = assessment;
  return [
    ...(refused === undefined ? [] : refusedLines(refused, unit)),
    ...(unconfirmed === undefined ? [] : unconfirmedLines(unconfirmed, sector, unit, place)),
    ...(unfinished === undefined ? [] : unfinishedLines(unfinished, sector, place)),
    ...(missing === undefined ? [] : missingLines(missing, sector, unit, place)),
    ...overlaps.slice(0, MOST_OVERLAPS_TOLD).map(overlapText),
  ];
}

function unreadableText(assessment: Assessment, place: CommandPlace): string {
  const { unreadable, unreadableItems: first = [] } = assessment;
  const bad = { count: unreadable, first };
  return `${unreadableCount(bad, assessment.unreadableSince)} This can raise an alert, not ease or resolve one. ${unreadableRemedy(bad, place)}`;
}

/** How many positions wait. An assessment of an earlier version has only their number. */
function waitingText({ waiting, waitingExposure, waitingFrom, asOf, unit }: Assessment): string[] {
  if (waiting === 0) return [];
  const isOne = waiting === 1;
  const rows = `${counted(waiting)} ${noun(waiting, "row")}`;
  const worth = waitingExposure === undefined ? "" : ` (${money(waitingExposure, unit)})`;
  const first =
    waitingFrom === undefined
      ? ""
      : isOne
        ? `: it counts from ${waitingFrom} on`
        : `: the first counts from ${waitingFrom} on`;
  return [`${rows}${worth} dated after ${asOf} wait${isOne ? "s" : ""}${first}.`];
}

/** The share of exposure with suppliers that declared no inputs, and how it counts. */
function undeclaredLines(undeclared: number, { unmappedSuppliers }: Policy): string[] {
  if (undeclared === 0) return [];
  const told = `${shareText(undeclared)} of exposure is with suppliers that declared no inputs`;
  return unmappedSuppliers === "safe"
    ? [`${told}: this policy counts these inputs as safe.`]
    : [`${told}: what they sell counts as possibly at risk.`];
}

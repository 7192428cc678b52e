import type { Policy } from "../../shared/policy/policy.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { missingLine } from "../../shared/text/missing.ts";
import { overlapText } from "../../shared/text/overlap.ts";
import { refusedLine } from "../../shared/text/refused.ts";
import { shareText } from "../../shared/text/share.ts";
import { unconfirmedLine } from "../../shared/text/unconfirmed.ts";
import { unfinishedHeads } from "../../shared/text/unfinished.ts";
import { unreadableCount } from "../../shared/text/unreadable.ts";
import { type Html, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";

/** What a reader must know before any figure: that data are an example, old, or not whole. */
export function lackNotes({ assessment, policy, reported: { ledger } }: SectorView): Html[] {
  const {
    unit,
    refused,
    unconfirmed,
    unfinished = [],
    missing,
    overlaps = [],
    unreadable,
    unreadableItems,
  } = assessment;
  const notes = [
    ...illustrativeNote(assessment.illustrative, policy),
    ...(ledger.noDataSince === null
      ? []
      : [`NO DATA since ${ledger.noDataSince}: no limit is checked, and nothing resolves.`]),
    ...(assessment.stale ? [`STALE DATA: the newest position is of ${assessment.newestDate}.`] : []),
    ...(refused === undefined ? [] : [refusedLine(refused, unit)]),
    ...(unconfirmed === undefined ? [] : [unconfirmedLine(unconfirmed, unit)]),
    ...unfinishedHeads(unfinished),
    ...(missing === undefined ? [] : [missingLine(missing, unit)]),
    ...overlaps.map(overlapText),
    ...(unreadable === 0
      ? []
      : [unreadableCount({ count: unreadable, first: unreadableItems ?? [] }, assessment.unreadableSince)]),
  ];
  return notes.map((note) => html`<p class="note">${note}</p>`);
}

function illustrativeNote(illustrative: number, policy: Policy): string[] {
  if (illustrative === 0) return [];
  return illustrative === 1
    ? [wordingOf(policy).exampleData]
    : [`EXAMPLE DATA: ${shareText(illustrative)} of this exposure is an example: it never took place.`];
}

import type { Assessment } from "../../assessment/assessment.ts";
import { alertId, pageAddress } from "../../contract/page-place.ts";
import type { Wording } from "../../policy/wording.ts";
import { type CommandPlace, callOf, placeFlag } from "../../text/command.ts";
import { indent } from "../../text/lines.ts";
import { wrapped } from "../../text/wrapped.ts";
import type { SectorId } from "../../values/identifier.ts";
import type { News } from "../news.ts";

/** The bucket of the report pages; `null` where none is known. */
export function pagesOf(place: CommandPlace): string | null {
  return place !== null && "stack" in place ? (place.pages ?? null) : null;
}

/** Whether the page of a sector tells of this assessment. A sector that was closed has no policy, and no page any more. */
export function hasPage({ rules }: Assessment): boolean {
  return rules.length > 0;
}

/** The place of the worst news on the page; that of the sector where the page has no place for the news. */
export function anchorOf(sector: SectorId, news: readonly News[]): string {
  const worst = news.find(({ scope }) => scope === "rule");
  return worst?.scope !== "rule" || (worst.observed === null && !worst.isWithheld)
    ? sector
    : alertId(sector, worst);
}

/**
 * Where the report page of the sector lies, and the commands that fetch it or make it. It is written after the message is sent,
 * so the message does not say what is on it.
 */
export function pageSection(
  assessment: Assessment,
  news: readonly News[],
  place: CommandPlace,
  wording: Wording,
): string[] {
  if (!hasPage(assessment)) return [];
  const { sector } = assessment;
  const file = `${sector}.html`;
  const bucket = pagesOf(place);
  const target = placeFlag(place);
  const report = `${callOf(place)} report --sector ${sector} --out ${file}${target}`;
  const lies =
    bucket === null
      ? []
      : [
          ...told("Made anew after each recompute; it says when it was made:", pageAddress(bucket, sector)),
          ...told(`To fetch it as ${file}:`, `aws s3 cp ${pageAddress(bucket, sector)} ${file}`),
        ];
  const live =
    place !== null && "stack" in place
      ? []
      : told("Or live on this machine, until Ctrl-C:", `${callOf(place)} serve${target}`);
  return [
    wording.page,
    ...lies,
    ...told(bucket === null ? `To make it, as ${file}:` : "Or to make it here:", report),
    ...live,
    ...told("Then open in a browser:", `${file}#${anchorOf(sector, news)}`),
  ];
}

/** What something is for, and the thing itself on a line of its own, to be copied. */
function told(purpose: string, line: string): string[] {
  return [...wrapped(indent(purpose)), `    ${line}`];
}

import type { SectorDecision } from "../../alerts/decide-sector.ts";
import { openAlerts } from "../../alerts/decide-sector.ts";
import type { Assessed } from "../../assessment/assess.ts";
import type { Assessment } from "../../assessment/assessment.ts";
import { measuredSector } from "../../assessment/assessment.ts";
import type { Policy } from "../../policy/policy.ts";
import { type Wording, wordingOf } from "../../policy/wording.ts";
import { titleName } from "../../text/alert-name.ts";
import { dayText } from "../../text/day-text.ts";
import { capitalized } from "../../text/lines.ts";
import { missingLine } from "../../text/missing.ts";
import { money } from "../../text/money.ts";
import { refusedLine } from "../../text/refused.ts";
import { shareText } from "../../text/share.ts";
import { unconfirmedLine } from "../../text/unconfirmed.ts";
import { unfinishedHeads } from "../../text/unfinished.ts";
import { daysTold } from "../../text/window.ts";
import { counted } from "../../values/count.ts";
import { levelsText, ruleEvents } from "../event-words.ts";
import type { News, RuleNews, SectorNews } from "../news.ts";
import { claimText, moneyText } from "./claim.ts";
import { changeText, conditionText } from "./condition.ts";

/** What the lead of a message needs. */
export interface LeadInput {
  policy: Policy;
  assessed: Assessed;
  decision: Pick<SectorDecision, "decisions">;
}

/**
 * What a reader must know at once of the worst news: what it is, how much, and how bad. Then what must be known of the data: that
 * they are an example, or that rows were refused.
 */
export function leadSection(worst: News, input: LeadInput, byList: string[] = []): string[] {
  const told = worst.scope === "sector" ? sectorLead(worst, input) : ruleLead(worst, input);
  return [...told, ...byList, ...dataLines(input.assessed.assessment, input.policy)];
}

function ruleLead(news: RuleNews, { assessed, policy }: LeadInput): string[] {
  const { observed, limit } = news;
  if (news.isWithheld)
    return [...withheldTexts(news, wordingOf(policy)).map((one) => `${one}.`), stateText(news)];
  if (observed === null) return [`${nothingText(news, wordingOf(policy))}.`, stateText(news)];
  const claim = claimText(
    { measure: news.measure, group: news.groupTitle },
    observed,
    limit,
    wordingOf(policy),
  );
  const found = [`${claim}.`, `${moneyText({ ...news, observed }, assessed, policy)}.`];
  if (news.change === null) return [...found, stateText(news)];
  return [changeText(news, news.change, wordingOf(policy)), ...found, stateText(news)];
}

/** What was known last, and why nothing newer is told, each without its full stop. */
export function withheldTexts(news: RuleNews, wording: Wording): string[] {
  const { title, before, measure, groupTitle: group, limit } = news;
  const last =
    before === null
      ? `${titleName(title, group)}: nothing that was known before can be compared`
      : `Last known, on ${dayText(before.asOf)}: ${claimText({ measure, group }, before, limit, wording, "headline")}`;
  return [last, "No newer figure is trusted: data is incomplete now, and it looks better"];
}

/** That there is nothing to measure; for an alert that is not over, with what was found last. Without its full stop. */
export function nothingText(news: RuleNews, wording: Wording): string {
  const { title, level, before, measure, groupTitle: group, limit } = news;
  const name = titleName(title, group);
  if (level === "none") return `${name}: it is no longer watched`;
  const last =
    before === null
      ? ""
      : `; on ${dayText(before.asOf)}: ${claimText({ measure, group }, before, limit, wording, "headline")}`;
  return `${name}: there is nothing to measure now${last}`;
}

/** How bad it is, and new or since when: `CRITICAL: limit 65 %. New.` */
function stateText(news: RuleNews): string {
  return `${headingOf(news)}: ${conditionText(news)}`;
}

/** The level in capitals, and what happened to it: `CRITICAL`, `EASED to WARNING`, `POSSIBLE, not certain`. */
function headingOf(news: RuleNews): string {
  return `${ruleEvents[news.event].heading(news)}${news.level === "possible" ? ", not certain" : ""}`;
}

/** What happened to the sector, what it has, and what is open. */
function sectorLead(news: SectorNews, { assessed: { assessment }, policy, decision }: LeadInput): string[] {
  const { purchase, purchases } = wordingOf(policy);
  const { positions, unit } = assessment;
  const exposure = measuredSector(assessment)?.exposure ?? 0;
  const noun = positions === 1 ? purchase : purchases;
  const open = openAlerts(decision).map(({ level }) => level);
  return [
    sectorSentence(news),
    news.event === "no-data"
      ? "No limit is checked, and no alert eases or resolves."
      : `${money(exposure, unit)} in ${counted(positions)} ${noun}, ${daysTold(assessment)}.`,
    ...(open.length === 0 ? [] : [`Still open: ${levelsText(open)}.`]),
  ];
}

/** `Newest purchase is 16 days old (15 Jul 2026): are newer ones missing?` */
export function sectorSentence({ text, detail }: SectorNews): string {
  const whole = `${capitalized(text)}${detail ?? ""}`;
  return whole.endsWith("?") ? whole : `${whole}.`;
}

/** What must be known of the data before any figure is believed. */
function dataLines(assessment: Assessment, policy: Policy): string[] {
  const { illustrative, refused, unconfirmed, unfinished, missing, unit } = assessment;
  return [
    ...(illustrative > 0 ? [exampleLine(assessment, policy)] : []),
    ...(refused === undefined ? [] : [refusedLine(refused, unit)]),
    ...(unconfirmed === undefined ? [] : [unconfirmedLine(unconfirmed, unit)]),
    ...(unfinished === undefined ? [] : unfinishedHeads(unfinished)),
    ...(missing === undefined ? [] : [missingLine(missing, unit)]),
  ];
}

function exampleLine(assessment: Assessment, policy: Policy): string {
  const { illustrative, unit } = assessment;
  if (illustrative === 1) return wordingOf(policy).exampleData;
  const exposure = measuredSector(assessment)?.exposure ?? 0;
  return `EXAMPLE DATA: ${shareText(illustrative)} of this (${money(illustrative * exposure, unit)}) is an example: it never took place.`;
}

import { isOpen } from "../../alerts/alert.ts";
import type { Decision } from "../../alerts/decide-alert.ts";
import type { SectorDecision } from "../../alerts/decide-sector.ts";
import type { Assessment } from "../../assessment/assessment.ts";
import { rank } from "../../policy/level.ts";
import { withMargin } from "../../policy/limits.ts";
import { alertName } from "../../text/alert-name.ts";
import { definitionChange } from "../../text/definition.ts";
import { limitPhrase, limitText } from "../../text/limit.ts";
import { indent } from "../../text/lines.ts";
import { intervalText } from "../../text/measured-value.ts";
import { missingLine } from "../../text/missing.ts";
import { reasonTexts } from "../../text/reasons.ts";
import { refusedLine } from "../../text/refused.ts";
import { shareText } from "../../text/share.ts";
import { unconfirmedLine } from "../../text/unconfirmed.ts";
import { unfinishedHeads } from "../../text/unfinished.ts";
import { moreLine } from "../../values/count.ts";
import { oneLine } from "../../values/one-line.ts";
import { ruleEvents, sectorEvents, sinceText } from "../event-words.ts";
import type { News, RuleNews } from "../news.ts";

/** The news, worst first. Lines before it say when the data is an example, or when rows were refused. */
export function newsSection(news: News[], assessment: Assessment, most: number): string[] {
  const lines = news.slice(0, most).map(newsLine);
  lines.push(...moreLine(news.length - most));
  const { illustrative, refused, unconfirmed, unfinished, missing, unit } = assessment;
  return [
    ...(illustrative > 0 ? [illustrativeLine(assessment)] : []),
    ...(refused === undefined ? [] : [refusedLine(refused, unit)]),
    ...(unconfirmed === undefined ? [] : [unconfirmedLine(unconfirmed, unit)]),
    ...(unfinished === undefined ? [] : unfinishedHeads(unfinished)),
    ...(missing === undefined ? [] : [missingLine(missing, unit)]),
    ...lines,
  ];
}

/** The open alerts that are not in the news: readers know them already, or asked not to be told. */
export function openSection({ decisions }: Pick<SectorDecision, "decisions">, most: number): string[] {
  const open = decisions
    .filter(({ next, notification }) => notification === null && next !== null && isOpen(next))
    .sort((a, b) => rank(b.next?.level ?? "none") - rank(a.next?.level ?? "none"));
  if (open.length === 0) return [];
  const lines = open.slice(0, most).map((decision) => `  ${openLine(decision)}`);
  lines.push(...moreLine(open.length - most).map(indent));
  return ["ALSO OPEN", ...lines];
}

function openLine(decision: Decision): string {
  const { title, measure, limit, side, next, silence, reason } = decision;
  if (next === null) return "";
  const value = `${intervalText(measure, next.observed, limit)} on ${next.observedAsOf}`;
  const hidden = silence === null ? "" : `, silenced until ${silence.until} by ${oneLine(silence.by)}`;
  const since = sinceText(next.since, next.atFirstLook);
  const held =
    reason === "incomplete-assessment" ? `; held: it looks better now, and ${reasonTexts[reason]}` : "";
  return `${next.level.toUpperCase()}  ${alertName(title, decision)}: ${value}, ${limitPhrase(measure, limit, side, next.limits.atLimit)}, ${since}${hidden}${held}`;
}

function illustrativeLine({ illustrative }: Assessment): string {
  return illustrative === 1
    ? "ILLUSTRATIVE DATA: an example, no purchase in it took place."
    : `ILLUSTRATIVE DATA: ${shareText(illustrative)} of this exposure is an example and was never bought.`;
}

function newsLine(news: News): string {
  if (news.scope === "sector") {
    return `${sectorEvents[news.event].tag}  ${news.text}${news.detail ?? ""}`;
  }
  if (news.change !== null) return changeLine(news, news.change);
  if (news.observed === null && news.level === "none") {
    return `CLOSED  ${alertName(news.title, news)}: ${reasonTexts[news.reason]}, was open ${sinceText(news.since, news.isFirstLook)}`;
  }
  return [
    `${ruleEvents[news.event].heading(news)}  ${alertName(news.title, news)}: ${valueText(news)}, ${limitPhrase(news.measure, news.limit, news.side, news.atLimit)}`,
    limitsBeforeText(news),
    beforeText(news),
    ruleEvents[news.event].state(news),
    marginText(news),
  ]
    .filter((part) => part !== null)
    .join(", ");
}

/**
 * The old and the new definition of the rule, what it finds now, and what readers knew of the old alert, which
 * is over.
 */
function changeLine(news: RuleNews, { from, now }: NonNullable<RuleNews["change"]>): string {
  const { measure, observed, limit, side, was, before, since, isFirstLook, hiddenBy } = news;
  const finds =
    observed === null
      ? "this alert is over"
      : `it finds ${intervalText(measure, observed, limit)} now, ${limitPhrase(measure, limit, side)}`;
  const value = before === null ? "" : ` at ${intervalText(from.measure, before)} on ${before.asOf}`;
  const known =
    was === "none" ? "" : `; was ${was.toUpperCase()}${value}, open ${sinceText(since, isFirstLook)}`;
  const late = hiddenBy === "silence" ? ", told now because its silence is over" : "";
  return `RULE CHANGED  ${alertName(news.title, news)}: ${definitionChange(from, now)}; ${finds}${known}${late}`;
}

/**
 * What was observed; and, for an alert that has eased or is over, also what it was before. When nothing could
 * be observed that day: what was seen last.
 */
function valueText({ event, measure, limit, observed, before }: RuleNews): string {
  const was = before === null ? null : `${intervalText(measure, before, limit)} on ${before.asOf}`;
  if (observed === null) return was ?? "nothing to observe";
  const now = intervalText(measure, observed, limit);
  return was !== null && ruleEvents[event].isRelief ? `was ${was}, now ${now}` : now;
}

function limitsBeforeText({ limitsBefore, measure, side }: RuleNews): string | null {
  if (limitsBefore === null) return null;
  const { warning, critical, atLimit } = limitsBefore;
  const text = (limit: number) =>
    atLimit ? limitPhrase(measure, limit, side, true) : limitText(measure, limit);
  const texts = [
    warning === undefined ? [] : `warning ${text(warning)}`,
    critical === undefined ? [] : `critical ${text(critical)}`,
  ].flat();
  return `THE POLICY HAS CHANGED ITS LIMITS (they were ${texts.join(", ")})`;
}

function beforeText({ event, before, measure, observed }: RuleNews): string | null {
  if (before === null || observed === null || ruleEvents[event].isRelief) return null;
  return `was ${intervalText(measure, before)} on ${before.asOf}`;
}

/** The value at which the alert leaves its level, when being inside the limit is not enough. */
function marginText({ event, level, limit, side, margin, measure, observed }: RuleNews): string | null {
  // For a new alert, the section WHAT YOU CAN DO says so.
  if (event === "raised" || level === "none" || margin === 0 || observed === null) return null;
  const cleared = limitText(measure, withMargin(limit, side, margin));
  return `clears at ${cleared} or ${side === "above" ? "less" : "more"}`;
}

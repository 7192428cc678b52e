import { isOpen, rank } from "./alert.ts";
import type { Decision } from "./alert-decision.ts";
import type { Assessment } from "./assessment.ts";
import type { News, RuleNews } from "./news.ts";
import { oneLine } from "./one-line.ts";
import { withMargin } from "./policy.ts";
import { refusedLine } from "./refused-text.ts";
import type { SectorDecision } from "./sector-decision.ts";
import { intervalText, limitPhrase, limitText, percent } from "./wording.ts";

/** What happened, worst first; with a mark where the data is an example, and where rows of it were refused. */
export function newsSection(news: News[], assessment: Assessment, most: number): string[] {
  const lines = news.slice(0, most).map(newsLine);
  if (news.length > most) lines.push(`and ${news.length - most} more`);
  const { illustrative, refused, unit } = assessment;
  return [
    ...(illustrative > 0 ? [illustrativeLine(assessment)] : []),
    ...(refused === undefined ? [] : [refusedLine(refused, unit)]),
    ...lines,
  ];
}

/** The alerts that are open beside the news: what a reader has been told before, or asked not to hear. */
export function openSection({ decisions }: Pick<SectorDecision, "decisions">, most: number): string[] {
  const open = decisions
    .filter(({ next, announced }) => announced === null && next !== null && isOpen(next))
    .sort((a, b) => rank(b.next?.level ?? "none") - rank(a.next?.level ?? "none"));
  if (open.length === 0) return [];
  const lines = open.slice(0, most).map((decision) => `  ${openLine(decision)}`);
  if (open.length > most) lines.push(`  and ${open.length - most} more`);
  return ["ALSO OPEN", ...lines];
}

function openLine({ title, group, measure, limit, side, next, silence }: Decision): string {
  if (next === null) return "";
  const name = group === null ? title : `${title} (${oneLine(group)})`;
  const value = `${intervalText(measure, next.observed, limit)} on ${next.observedAsOf}`;
  const hidden = silence === null ? "" : `, silenced until ${silence.until} by ${oneLine(silence.by)}`;
  return `${next.level.toUpperCase()}  ${name}: ${value}, ${limitPhrase(measure, limit, side)}, since ${next.since}${hidden}`;
}

function illustrativeLine({ illustrative }: Assessment): string {
  return illustrative === 1
    ? "ILLUSTRATIVE DATA: an example, no purchase in it took place."
    : `ILLUSTRATIVE DATA: ${percent(illustrative)} of this exposure is an example and was never bought.`;
}

function newsLine(news: News): string {
  if (news.scope === "sector") return `${news.event === "no-data" ? "NO DATA" : "DATA BACK"}  ${news.text}`;
  const title = news.group === null ? news.title : `${news.title} (${oneLine(news.group)})`;
  if (news.observed === null && news.level === "none") {
    return `CLOSED  ${title}: ${news.reason}, was open since ${news.since}`;
  }
  return [
    `${wordFor(news)}  ${title}: ${valueText(news)}, ${limitPhrase(news.measure, news.limit, news.side)}`,
    limitsBeforeText(news),
    beforeText(news),
    stateText(news),
    marginText(news),
  ]
    .filter((part) => part !== null)
    .join(", ");
}

function wordFor({ level, event }: RuleNews): string {
  if (level === "none") return "RESOLVED";
  return event === "reminder" ? `STILL ${level.toUpperCase()}` : level.toUpperCase();
}

/** What was observed; of an alert that a silence has hidden, and that nothing shows that day, what was seen last. */
function valueText({ measure, limit, observed, before }: RuleNews): string {
  if (observed !== null) return intervalText(measure, observed, limit);
  return before === null ? "nothing to observe" : `${intervalText(measure, before, limit)} on ${before.asOf}`;
}

function limitsBeforeText({ limitsBefore, measure }: RuleNews): string | null {
  if (limitsBefore === null) return null;
  const { warning, critical } = limitsBefore;
  const texts = [
    warning === undefined ? [] : `warning ${limitText(measure, warning)}`,
    critical === undefined ? [] : `critical ${limitText(measure, critical)}`,
  ].flat();
  return `THE POLICY HAS CHANGED ITS LIMITS (they were ${texts.join(", ")})`;
}

function beforeText({ before, measure, observed }: RuleNews): string | null {
  if (before === null || observed === null) return null;
  return `was ${intervalText(measure, before)} on ${before.asOf}`;
}

function stateText({ event, was, since, reason, isLate }: RuleNews): string {
  switch (event) {
    case "raised":
      return isLate ? `open since ${since} behind a silence that is over` : "NEW";
    case "worsened":
      return `WORSE than ${was}, open since ${since}`;
    case "eased":
      return `better than ${was}, open since ${since}`;
    case "reminder":
      return reason === "its silence is over" ? `open since ${since}, ${reason}` : `open since ${since}`;
    case "resolved":
      return isLate
        ? `told now because ${reason}, was open since ${since}`
        : `${reason}, was open since ${since}`;
  }
}

/** What it takes to leave the level, where that is more than to be inside its limit. */
function marginText({ event, level, limit, side, margin, measure, observed }: RuleNews): string | null {
  // When it is new, WHAT CLEARS IT says so.
  if (event === "raised" || level === "none" || margin === 0 || observed === null) return null;
  const cleared = limitText(measure, withMargin(limit, side, margin));
  return `clears at ${cleared} or ${side === "above" ? "less" : "more"}`;
}

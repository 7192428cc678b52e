import type { Assessment } from "./assessment.ts";
import type { News, RuleNews } from "./news.ts";
import { intervalText, limitPhrase, oneLine, percent } from "./wording.ts";

/** What happened, worst first; with a mark where the data is an example. */
export function newsSection(news: News[], assessment: Assessment, most: number): string[] {
  const lines = news.slice(0, most).map(newsLine);
  if (news.length > most) lines.push(`and ${news.length - most} more`);
  return assessment.illustrative > 0 ? [illustrativeLine(assessment), ...lines] : lines;
}

function illustrativeLine({ illustrative }: Assessment): string {
  return illustrative === 1
    ? "ILLUSTRATIVE DATA: an example, no purchase in it took place."
    : `ILLUSTRATIVE DATA: ${percent(illustrative)} of this exposure is an example and was never bought.`;
}

function newsLine(news: News): string {
  if (news.scope === "sector") return `${news.event === "no-data" ? "NO DATA" : "DATA BACK"}  ${news.text}`;
  const title = news.group === null ? news.title : `${news.title} (${oneLine(news.group)})`;
  if (news.observed === null) return `CLOSED  ${title}: ${news.reason}, was open since ${news.since}`;
  const word = news.level === "none" ? "RESOLVED" : news.level.toUpperCase();
  const value = intervalText(news.measure, news.observed, news.limit);
  return [
    `${word}  ${title}: ${value}, ${limitPhrase(news.measure, news.limit, news.side)}`,
    beforeText(news),
    stateText(news),
  ]
    .filter((part) => part !== null)
    .join(", ");
}

function beforeText({ before, measure }: RuleNews): string | null {
  if (before === null) return null;
  return `was ${intervalText(measure, before)} on ${before.asOf}`;
}

function stateText({ event, was, since, reason }: RuleNews): string {
  switch (event) {
    case "raised":
      return "NEW";
    case "worsened":
      return `WORSE than ${was}, open since ${since}`;
    case "eased":
      return `better than ${was}, open since ${since}`;
    default:
      return `${reason}, was open since ${since}`;
  }
}

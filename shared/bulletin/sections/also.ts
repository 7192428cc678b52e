import { isOpen } from "../../alerts/alert.ts";
import type { SectorDecision } from "../../alerts/decide-sector.ts";
import type { Decision } from "../../alerts/decision.ts";
import { groupTitle, itemsCalled } from "../../policy/item-names.ts";
import { rank } from "../../policy/level.ts";
import type { Wording } from "../../policy/wording.ts";
import { dayText } from "../../text/day-text.ts";
import { limitPhrase } from "../../text/limit.ts";
import { capitalized, indent } from "../../text/lines.ts";
import { rangeText } from "../../text/measured-value.ts";
import { reasonTexts } from "../../text/reasons.ts";
import { moreLine } from "../../values/count.ts";
import { oneLine } from "../../values/one-line.ts";
import { ruleEvents, sectorEvents, sinceText } from "../event-words.ts";
import type { News, RuleNews } from "../news.ts";
import { claimText } from "./claim.ts";
import { changeText, conditionText, knownText } from "./condition.ts";
import { nothingText, sectorSentence, withheldTexts } from "./lead.ts";

/** The news beside the worst: what was found, its limit, and the rule. A reminder is nothing new. */
export function alsoNewSection(others: News[], wording: Wording, most: number): string[] {
  const lines = newsList(
    others.filter((one) => !isReminder(one)),
    wording,
    most,
  );
  return lines.length === 0 ? [] : [wording.alsoNew, ...lines.map(indent)];
}

function newsList(news: News[], wording: Wording, most: number): string[] {
  const lines = news.slice(0, most).flatMap((one) => newsLines(one, wording));
  return [...lines, ...moreLine(news.length - most)];
}

function isReminder({ event }: News): boolean {
  return event === "reminder";
}

function newsLines(news: News, wording: Wording): string[] {
  if (news.scope === "sector") return [`${sectorEvents[news.event].tag}: ${sectorSentence(news)}`];
  return [
    `${ruleEvents[news.event].heading(news)}  ${claimOf(news, wording)}.`,
    `  ${capitalized(conditionText(news, isPlainlyNew(news) ? "New." : undefined))}${wasText(news)} [${news.rule}]`,
  ];
}

/** What is new, was not kept back and is not a rule's first figure: since when it may have been is told of the worst news alone. */
function isPlainlyNew({ event, hiddenBy, isFirstFigure }: RuleNews): boolean {
  return event === "raised" && hiddenBy === null && !isFirstFigure;
}

function claimOf(news: RuleNews, wording: Wording): string {
  if (news.isWithheld) return withheldTexts(news, wording).join(". ");
  if (news.observed === null) return nothingText(news, wording);
  const claim = claimText(
    { measure: news.measure, group: news.groupTitle },
    news.observed,
    news.limit,
    wording,
  );
  return news.change === null ? claim : `${changeText(news, news.change, wording)} ${claim}`;
}

/** What was found before, where the value is another now. */
function wasText({ before, measure, change, observed }: RuleNews): string {
  if (before === null || change !== null || observed === null) return "";
  const was = rangeText(measure, before);
  if (was === rangeText(measure, observed)) return "";
  return ` Was ${was} on ${dayText(before.asOf)}.`;
}

/** Reminders beside the worst news, then the open alerts that are no news: readers know them already, or asked not to be told. */
export function alsoOpenSection(
  others: News[],
  { decisions }: Pick<SectorDecision, "decisions">,
  wording: Wording,
  most: { news: number; open: number },
): string[] {
  const reminders = newsList(others.filter(isReminder), wording, most.news);
  const open = decisions
    .filter(({ next, notification }) => notification === null && next !== null && isOpen(next))
    .sort((a, b) => rank(b.next?.level ?? "none") - rank(a.next?.level ?? "none"));
  const lines = open.slice(0, most.open).flatMap((decision) => openLines(decision, wording));
  const all = [...reminders, ...lines, ...moreLine(open.length - most.open)];
  return all.length === 0 ? [] : [wording.alsoOpen, ...all.map(indent)];
}

/** Whether incomplete data makes an alert look better, so that it stays as it was known last. */
export function isHeld({ isWithheld, reason }: Pick<Decision, "isWithheld" | "reason">): boolean {
  return isWithheld || reason === "incomplete-assessment";
}

function openLines(decision: Decision, wording: Wording) {
  const { rule, measure, group, limit, side, next, silence } = decision;
  if (next === null) return [];
  const hidden =
    silence === null ? "" : ` Silenced until ${dayText(silence.until)} by ${oneLine(silence.by)}.`;
  const held = isHeld(decision)
    ? ` Held: it looks better now, and ${reasonTexts["incomplete-assessment"]}.`
    : "";
  const known = knownText(decision);
  const shown = groupTitle({ group, by: next.by }, itemsCalled(wording));
  const since = `Open ${sinceText(next.since, next.atFirstLook)}, seen on ${dayText(next.observedAsOf)}.`;
  return [
    `${next.level.toUpperCase()}  ${claimText({ measure, group: shown }, next.observed, limit, wording)}.`,
    `  ${capitalized(limitPhrase(measure, limit, side, next.limits.atLimit))}. ${since}${hidden}${known === "" ? "" : ` ${known}`}${held} [${rule}]`,
  ];
}

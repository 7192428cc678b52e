import type { Called } from "../../policy/called.ts";
import { withMargin } from "../../policy/limits.ts";
import { acknowledgedText } from "../../text/acknowledged.ts";
import { titleName } from "../../text/alert-name.ts";
import { dayText } from "../../text/day-text.ts";
import { definitionChange } from "../../text/definition.ts";
import { floorText } from "../../text/floor-text.ts";
import { limitPhrase, limitText } from "../../text/limit.ts";
import { capitalized } from "../../text/lines.ts";
import { exactMoney } from "../../text/money.ts";
import { ruleEvents } from "../event-words.ts";
import type { RuleNews } from "../news.ts";

/** The limit, and new or since when. */
export function conditionText(news: RuleNews, state = ruleEvents[news.event].state(news)): string {
  const { measure, limit, side, atLimit } = news;
  return [
    `${atLimit ? "it has " : ""}${limitPhrase(measure, limit, side, atLimit)}.`,
    limitsBeforeText(news),
    floorNote(news),
    state,
    marginText(news),
    knownText(news),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The old and the new definition of a rule that was changed. */
export function changeText(
  { title, groupTitle }: RuleNews,
  { from, now }: NonNullable<RuleNews["change"]>,
  called: Called,
): string {
  return `The rule "${titleName(title, groupTitle)}" was changed: ${definitionChange(from, now, called)}.`;
}

function limitsBeforeText({ limitsBefore, measure, side }: RuleNews): string {
  if (limitsBefore === null) return "";
  const { warning, critical, atLimit } = limitsBefore;
  const text = (limit: number) =>
    atLimit ? limitPhrase(measure, limit, side, true) : limitText(measure, limit);
  const texts = [
    warning === undefined ? [] : `warning ${text(warning)}`,
    critical === undefined ? [] : `critical ${text(critical)}`,
  ].flat();
  return `THE POLICY HAS CHANGED ITS LIMITS (they were ${texts.join(", ")}).`;
}

/** Why a group below a floor is in the news, or that it was below it until now. Of an end, the reason says it. */
function floorNote({ event, floor, reachedFloor, group }: RuleNews): string {
  if (floor !== null) return ruleEvents[event].isEnd ? "" : `${capitalized(floorText(floor, group))}.`;
  if (reachedFloor === null) return "";
  const { atLeast, unit, asOf } = reachedFloor;
  return `On ${dayText(asOf)} ${group === null ? "the sector" : "it"} was below the floor of ${exactMoney(atLeast, unit)}.`;
}

/** The value at which the alert leaves its level, when being inside the limit is not enough. */
function marginText({ event, level, limit, side, margin, measure, observed }: RuleNews): string {
  // For a new alert, the section WHAT YOU CAN DO says so.
  if (event === "raised" || level === "none" || margin === 0 || observed === null) return "";
  const cleared = limitText(measure, withMargin(limit, side, margin));
  return `Clears at ${cleared} or ${side === "above" ? "less" : "more"}.`;
}

/** Who has acknowledged an alert, as a sentence. */
export function knownText({ acknowledgement }: Pick<RuleNews, "acknowledgement">): string {
  if (acknowledgement === null) return "";
  const text = capitalized(acknowledgedText(acknowledgement, dayText));
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Assessed } from "../assessment/assess.ts";
import type { News, RuleNews, SectorNews } from "../bulletin/news.ts";
import { wholeOf } from "../bulletin/sections/claim.ts";
import { leadSection } from "../bulletin/sections/lead.ts";
import { composeSubject } from "../bulletin/subject.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import { wordingOf } from "../policy/wording.ts";
import { reasonText } from "../text/reasons.ts";
import { toBounds } from "../values/interval.ts";
import { lineOf } from "../values/one-line.ts";
import { alertNameOf, namePartsOf } from "./alert-name.ts";
import { type BusDetail, type BusEvent, detailTypes, NO_RULE, plainLineOf } from "./bus-event.ts";
import { leftOutEvent } from "./left-out.ts";

/** What the events of a bulletin are made of. */
export interface ToldNews {
  policy: Policy;
  assessed: Assessed;
  /** All news of the bulletin, worst first. */
  news: News[];
  decision: Pick<SectorDecision, "decisions">;
  bulletinId: string;
  /** Where the report page of the sector lies; `null` without one. */
  page: string | null;
}

// More changes at once come from a first look at a large sector. Until they are sent they wait in the ledger, whose size is
// limited.
export const MOST_CHANGES = 500;

const LONGEST_TEXT = 1000;

/** The events of a bulletin for the bus, worst first: one for each change that it tells. */
export function composeEvents(told: ToldNews): BusEvent[] {
  const events = told.news.map((one) => eventOf(one, told));
  return events.length <= MOST_CHANGES
    ? events
    : [...events.slice(0, MOST_CHANGES), ...leftOutEvent(events.slice(MOST_CHANGES))];
}

function eventOf(news: News, told: ToldNews): BusEvent {
  const { policy, assessed, bulletinId } = told;
  const { asOf, illustrative, incomplete } = assessed.assessment;
  const isExample = illustrative > 0;
  const subject = composeSubject(policy.label, [news], [], { ...wordingOf(policy), isExample });
  const fields = news.scope === "rule" ? ruleFields(news, told) : sectorFields(news, policy.sector);
  const detail: BusDetail = {
    schemaVersion: 1,
    id: [bulletinId, ...(news.scope === "rule" ? namePartsOf(policy.sector, news) : []), news.event].join(
      "/",
    ),
    bulletinId,
    sector: policy.sector,
    event: news.event,
    headline: plainLineOf(subject),
    level: news.level,
    text: plainLineOf(lineOf(leadSection(news, told).join(" "), LONGEST_TEXT)),
    ...fields,
    ...{ asOf, isExample, isIncomplete: incomplete, isFollowed: isFollowed(news, told.news) },
    ...{ page: told.page, leftOut: 0 },
  };
  return { type: detailTypes[news.event], detail };
}

function ruleFields(news: RuleNews, told: ToldNews) {
  const { rule, group, title, was, observed, limit, side, measure, since } = news;
  return {
    ...{ rule, group, title, limit, side, since },
    alert: alertNameOf(told.policy.sector, news),
    levelBefore: was,
    observed: observed && toBounds(observed),
    unit: factsOf(measure).unit,
    money: moneyOf(news, told),
    reason: reasonText(news),
    ...runbookOf(rule, told.policy),
  };
}

function runbookOf(rule: string, { rules }: Policy): Pick<BusDetail, "runbook"> {
  const runbook = rules.find(({ id }) => id === rule)?.runbook;
  return runbook === undefined ? {} : { runbook: plainLineOf(runbook) };
}

function sectorFields({ event, text, detail }: SectorNews, sector: string) {
  // What goes and comes back is one alert. The alert of a rule has a slash in this place.
  const isOver = event === "data-back" || event === "fresh";
  const about = event === "no-data" || event === "data-back" ? "data" : "age";
  return {
    ...NO_RULE,
    alert: `${sector}:${about}`,
    levelBefore: isOver ? ("possible" as const) : ("none" as const),
    reason: `${text}${detail ?? ""}`,
  };
}

/** Whether an alert that is over goes on by other news: its rule was changed, and the new definition raised it. */
function isFollowed(news: News, all: News[]): boolean {
  if (news.scope === "sector" || news.level !== "none") return false;
  return all.some(
    (one) =>
      one !== news &&
      one.scope === "rule" &&
      one.rule === news.rule &&
      one.group === news.group &&
      one.level !== "none",
  );
}

/** A share of the whole in money; `null` for a measure that is no share, or a difference of two. */
function moneyOf(news: RuleNews, { policy, assessed }: ToldNews): BusDetail["money"] {
  const { observed, measure } = news;
  const { unit, daysBefore } = factsOf(measure);
  const whole = wholeOf(news, assessed, policy);
  if (observed === null || whole === null || unit !== "fraction" || daysBefore !== null) return null;
  const { lower, upper } = observed;
  return { lower: lower * whole, upper: upper * whole, whole, unit: assessed.assessment.unit };
}

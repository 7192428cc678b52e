import type { SectorDecision } from "../../alerts/decide-sector.ts";
import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import { unknownNameText } from "../../assessment/unknown-names.ts";
import { groupTitle } from "../../policy/item-names.ts";
import { levelOf, limitOf } from "../../policy/level.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Policy } from "../../policy/policy.ts";
import { wordingOf } from "../../policy/wording.ts";
import { alertName } from "../../text/alert-name.ts";
import { limitPhrase } from "../../text/limit.ts";
import { rangeText } from "../../text/measured-value.ts";
import { verdictText } from "../../text/verdict.ts";
import type { News } from "../news.ts";
import { askLines } from "./ask-first.ts";

/** What the section HOW SURE must explain about the news. */
export interface Doubts {
  /** Whether a figure is a range. */
  tellsRange: boolean;
  /** Whether a figure is about what stops through the tiers. */
  tellsStop: boolean;
  /** Whether the limit of the worst news is crossed whatever the unknown turns out to be; empty where that is not asked. */
  verdict: string[];
  /** Whom to ask first, and what their answers would decide. */
  ask: string[];
  /** Other doubts, one line each. */
  more: string[];
}

interface Doubtful {
  policy: Policy;
  assessed: Assessed;
  news: readonly News[];
  decision: Pick<SectorDecision, "decisions">;
}

/** The doubts about the observations that a message tells; `worst` is that of the worst news, unless it is withheld. */
export function doubtsOf(told: Observation[], worst: Observation | undefined, input: Doubtful): Doubts {
  return {
    tellsRange: told.some(isRange),
    tellsStop: told.some(isAboutStopping),
    verdict: verdictOf(input),
    ask: askLines(worst, input, wordingOf(input.policy)),
    more: [...unknownNameLines(input.assessed), ...quietLines(input)],
  };
}

function verdictOf({ policy, assessed: { assessment }, news: [worst] }: Doubtful): string[] {
  if (worst === undefined || worst.scope === "sector" || worst.observed === null) return [];
  const rule = policy.rules.find(({ id }) => id === worst.rule);
  return rule === undefined ? [] : [verdictText(rule, worst.level, worst.observed, assessment.incomplete)];
}

/** Owners and suppliers that rules name but that do not exist, so that no figure includes them. */
function unknownNameLines({ assessment }: Assessed): string[] {
  return assessment.unknownNames.map((one) => `NOT FOUND: ${unknownNameText(one)}.`);
}

/** Alerts at the level `possible` of rules that send no message about it. */
function quietLines({ policy, assessed, decision }: Doubtful): string[] {
  const quiet = new Set(policy.rules.flatMap(({ id, possible }) => (possible === "quiet" ? id : [])));
  return decision.decisions.flatMap(({ rule, group, title, next, notification, measure, limit, side }) => {
    if (notification !== null || next?.level !== "possible" || !quiet.has(rule)) return [];
    const value = rangeText(measure, next.observed, limit);
    const shown = groupTitle({ group, by: next.by }, assessed.itemOf);
    return [
      `Possible, not certain: ${alertName(title, { rule, group }, shown)}: ${value}, ${limitPhrase(measure, limit, side)}.`,
    ];
  });
}

function isAboutStopping({ rule: { measure } }: Observation): boolean {
  return factsOf(measure).family === "tiers";
}

function isRange({ rule, observed }: Observation): boolean {
  if (observed === null || observed.lower === observed.upper) return false;
  if (observed.upper === null || !Number.isFinite(observed.upper)) return true;
  // Bounds with the same text are shown as one figure.
  const limit = limitOf(rule, levelOf(rule, observed));
  const [low, high] = [observed.lower, observed.upper].map((bound) =>
    rangeText(rule.measure, { lower: bound, upper: bound }, limit),
  );
  return low !== high;
}

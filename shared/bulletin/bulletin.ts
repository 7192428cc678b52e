import * as z from "zod";
import { alertEvents } from "../alerts/alert.ts";
import { openAlerts, type SectorDecision } from "../alerts/decide-sector.ts";
import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { ShownSince } from "../assessment/look-back.ts";
import type { AssessmentSummary } from "../assessment/summary.ts";
import type { Trend } from "../assessment/trend.ts";
import type { RunEvidence } from "../attribution/evidence.ts";
import type { Beside } from "../benchmark/beside.ts";
import { pageAddress } from "../contract/page-place.ts";
import { levels, worse } from "../policy/level.ts";
import type { Policy } from "../policy/policy.ts";
import { limitsSchema } from "../policy/rule.ts";
import { wordingOf } from "../policy/wording.ts";
import type { CommandPlace } from "../text/command.ts";
import { reasonText } from "../text/reasons.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema, toBounds } from "../values/interval.ts";
import type { LostPast } from "./lost-past.ts";
import type { News } from "./news.ts";
import { newsOf } from "./news-of.ts";
import { publishable } from "./publishable.ts";
import { anchorOf, hasPage, pagesOf } from "./sections/page.ts";
import { composeSubject } from "./subject.ts";
import { composeText } from "./text.ts";

const eventSchema = z.strictObject({
  event: z.enum(alertEvents),
  /** `null` when the event concerns the whole sector. */
  rule: z.string().nullable(),
  group: z.string().nullable(),
  level: z.enum(levels),
  observed: boundsSchema.nullable(),
  limit: z.number().nullable(),
  /** The rule's limits at the last assessment, when the policy has changed them since. */
  limitsBefore: limitsSchema.nullable(),
  /** Why it happened, as a sentence without its full stop. Absent in what was stored before this field existed. */
  reason: z.string().optional(),
});

/** The one message of a recompute for a sector, with all of its news, worst first. */
export const bulletinSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: z.string(),
  sector: z.string(),
  asOf: daySchema,
  assessment: z.string(),
  level: z.enum(levels),
  /** The worst level in it, before or after each event. */
  worst: z.enum(levels),
  events: z.array(eventSchema),
  /** How many events are not listed. */
  moreEvents: z.int().nonnegative(),
  /** The kinds and rules of the events that are not listed, for filter policies. Absent when all are listed. */
  unlisted: z.strictObject({ events: z.array(z.enum(alertEvents)), rules: z.array(z.string()) }).optional(),
  subject: z.string(),
  text: z.string(),
  /** Where the report page of the sector lies, and the place on it. Absent where no bucket holds it. */
  page: z.strictObject({ address: z.string(), anchor: z.string() }).optional(),
});
export type Bulletin = z.infer<typeof bulletinSchema>;

export interface BulletinInput {
  policy: Policy;
  assessed: Assessed;
  /** The last assessment before this one, if any. */
  previous: Assessment | null;
  /** Summaries of those before, in any order; without them, what they found is not told. */
  earlier?: readonly AssessmentSummary[];
  /** The evidence for what moved alerts, and by which file; without it the message does not say. */
  evidence?: RunEvidence;
  /** The last values of the measures. */
  trend: Trend;
  /** What can no longer be read of earlier runs, if anything. */
  lost?: LostPast;
  decision: SectorDecision;
  /**
   * At a first look: the day since which each alert (`alertKey`) has crossed its limit, as far as positions
   * show it.
   */
  crossed?: ReadonlyMap<string, ShownSince>;
  /** What stands beside the sector; without it, the message compares nothing. */
  beside?: Beside | null;
  /** The version that the ledger is about to get. It makes the id unique among the bulletins of the sector. */
  ledgerVersion: number;
  /** Where the commands in the text work. */
  place: CommandPlace;
}

/** All news of one run, worst first. */
export function newsOfRun(input: BulletinInput): News[] {
  const { policy, assessed, previous, earlier = [], crossed, decision } = input;
  return newsOf(decision, assessed.assessment, { previous, earlier }, crossed, wordingOf(policy));
}

/** The bulletin of one run, in a size that SNS accepts; `null` when there is no news. */
export function composeBulletin(input: BulletinInput, news = newsOfRun(input)): Bulletin | null {
  const { policy, assessed, decision, ledgerVersion } = input;
  const { assessment } = assessed;
  if (news.length === 0) return null;
  const id = `${assessment.id}-${ledgerVersion}`;
  return publishable<Bulletin>({
    schemaVersion: 1,
    id,
    sector: policy.sector,
    asOf: assessment.asOf,
    assessment: assessment.id,
    level: news.map(({ level }) => level).reduce(worse),
    worst: news.flatMap((one) => [one.level, one.scope === "rule" ? one.was : "none"] as const).reduce(worse),
    events: news.map(eventOf),
    moreEvents: 0,
    subject: composeSubject(
      policy.label,
      news,
      openAlerts(decision).map(({ level }) => level),
      { ...wordingOf(policy), isExample: assessment.illustrative > 0 },
    ),
    text: composeText({ ...input, news, bulletinId: id }),
    ...page(input, news),
  });
}

/** Where a machine finds the report page. */
function page({ place, assessed: { assessment } }: BulletinInput, news: News[]): Pick<Bulletin, "page"> {
  const bucket = pagesOf(place);
  if (bucket === null || !hasPage(assessment)) return {};
  const { sector } = assessment;
  return { page: { address: pageAddress(bucket, sector), anchor: anchorOf(sector, news) } };
}

function eventOf(news: News): Bulletin["events"][number] {
  const { event, level } = news;
  if (news.scope === "sector") {
    const none = { rule: null, group: null, observed: null, limit: null, limitsBefore: null };
    return { event, level, ...none, reason: news.text };
  }
  const { rule, group, observed, limit, limitsBefore } = news;
  const seen = observed && toBounds(observed);
  return { event, rule, group, level, observed: seen, limit, limitsBefore, reason: reasonText(news) };
}

import { loadReplayPast } from "../../functions/reading/replay-past.ts";
import { compareReplays, type DayCompared, isDifferent } from "../../shared/backtest/difference.ts";
import { eventsSent } from "../../shared/backtest/summary.ts";
import { isBroken, type Policies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { type PolicyChanges, policyChanges } from "../../shared/policy/policy-changes.ts";
import { addDays, type Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { daysAsked } from "./asked-days.ts";
import type { Replayed } from "./json.ts";
import { replayEach } from "./replay-each.ts";

/** Two sets of policies, and the days to replay them on; `null` where the stored positions say. */
export interface DiffAsked {
  old: Policies;
  new: Policies;
  sector: SectorId | null;
  from: Day | null;
  to: Day | null;
  every: string;
}

/** What a change of one sector's policy would have sent and not sent. */
export interface SectorDiff {
  sector: SectorId;
  change: "new" | "removed" | "changed" | "unchanged";
  /** One sentence for each of the two policies that cannot be used. */
  problems: string[];
  /** The two policies; `null` for one that is missing or cannot be used. */
  before: Policy | null;
  after: Policy | null;
  changes: PolicyChanges | null;
  /** The replays; `null` when nothing was replayed: nothing changed, or no position has a date. */
  replayed: ReplayedDiff | null;
}

/** Both policies over the same days; `null` for the one that is missing, and sends nothing. */
export interface ReplayedDiff {
  from: Day;
  to: Day;
  every: string;
  runs: number;
  before: Replayed | null;
  after: Replayed | null;
  /** The days on which they would not have sent the same. */
  days: DayCompared[];
}

/** Compares the policies of each sector, and replays those that differ over the stored positions. */
export async function diffPolicies(asked: DiffAsked, cloud: Cloud): Promise<SectorDiff[]> {
  const all = new Set([...asked.old.keys(), ...asked.new.keys()]);
  const sectors = [...all].filter((sector) => asked.sector === null || sector === asked.sector).sort();
  const diffs: SectorDiff[] = [];
  for (const sector of sectors) diffs.push(await diffSector(sector, asked, cloud));
  return diffs;
}

async function diffSector(sector: SectorId, asked: DiffAsked, cloud: Cloud): Promise<SectorDiff> {
  const [old, now] = [asked.old.get(sector), asked.new.get(sector)];
  const problems = [
    ...(old !== undefined && isBroken(old) ? [`old policy: ${old.problem}`] : []),
    ...(now !== undefined && isBroken(now) ? [`new policy: ${now.problem}`] : []),
  ];
  const before = old === undefined || isBroken(old) ? null : old;
  const after = now === undefined || isBroken(now) ? null : now;
  const changes = before === null || after === null ? null : policyChanges(before, after);
  const isSame = before !== null && after !== null && changes === null;
  const change = old === undefined ? "new" : now === undefined ? "removed" : isSame ? "unchanged" : "changed";
  // Without the new policy there is nothing to say about what it would send.
  const isReplayed = !isSame && problems.length === 0;
  const replayed = isReplayed ? await replayBoth({ before, after }, sector, asked, cloud) : null;
  return { sector, change, problems, before, after, changes, replayed };
}

const DAYS_OF_A_YEAR = 365;
const LATEST = "9999-12-31";

async function replayBoth(
  { before, after }: { before: Policy | null; after: Policy | null },
  sector: SectorId,
  asked: DiffAsked,
  cloud: Cloud,
): Promise<ReplayedDiff | null> {
  const to = asked.to ?? (await cloud.positions.newestDate(sector, LATEST));
  if (to === null) return null;
  const span = { from: asked.from ?? addDays(to, -DAYS_OF_A_YEAR), to, every: asked.every };
  const days = daysAsked(span);
  const policies = [before, after].filter((policy) => policy !== null);
  const past = await loadReplayPast(cloud, sector, policies, days);
  const replayed = replayEach(past, policies, days);
  const of = (policy: Policy | null) => replayed.find((one) => one.policy === policy) ?? null;
  const both = { before: of(before), after: of(after) };
  return { ...span, runs: days.length, ...both, days: daysBetween(both) };
}

function daysBetween({ before, after }: Pick<ReplayedDiff, "before" | "after">): DayCompared[] {
  if (before !== null && after !== null) return compareReplays(before.runs, after.runs).filter(isDifferent);
  const [only] = [before, after].filter((replayed) => replayed !== null);
  return (only?.runs ?? []).flatMap((run) => {
    if (run.bulletin === null) return [];
    const events = eventsSent(run);
    const sent = { subject: run.bulletin.subject, events, only: events };
    const isOld = before !== null;
    return { asOf: run.asOf, shipped: isOld ? sent : null, tried: isOld ? null : sent };
  });
}

import { isDeepStrictEqual } from "node:util";
import type { ReportedSector, SectorInput } from "../../report/reported.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import { type BrokenPolicy, isBroken, type Policies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { addDays, type Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { loadBeside } from "../reading/load-benchmark.ts";
import { during, reasonOf } from "../runtime/during.ts";
import { computedPast, DAYS_SHOWN } from "./computed-past.ts";
import { explain } from "./explain.ts";
import type { ReportPorts } from "./ports.ts";

/** Reads what the page tells of a sector. `mostPositions` is the largest sector that is read anew to explain its assessment. */
export async function readReported(
  policy: Policy | BrokenPolicy,
  policies: Policies,
  ports: ReportPorts,
  mostPositions: number,
): Promise<SectorInput> {
  const { sector } = policy;
  try {
    const ledger = await during("reading its ledger", () => ports.ledgers.load(sector));
    const last = ledger.lastAssessment;
    const assessment =
      last === null
        ? null
        : await during("reading its last assessment", () => ports.assessments.load({ sector, ...last }));
    const [past, history, beside] = await Promise.all([
      during("reading its assessments", () => summariesUpTo(sector, last?.asOf ?? null, ports)),
      during("reading its history", () => ports.history.read(sector)),
      isBroken(policy) || assessment === null ? null : loadBeside(policy, assessment, policies, ports),
    ]);
    const known = { policy, ledger, assessment, summaries: past.summaries };
    return {
      ...known,
      beside,
      events: withOutbox(history.rows, ledger),
      ...(await during("reading its rows", () => explanation(known, ports, mostPositions))),
      unreadable: past.unreadable + history.unreadable.count,
    };
  } catch (error) {
    return { policy, problem: reasonOf(error) };
  }
}

async function explanation(
  {
    policy,
    ledger,
    assessment,
    summaries,
  }: Pick<ReportedSector, "policy" | "ledger" | "summaries"> & {
    assessment: Assessment | null;
  },
  ports: ReportPorts,
  mostPositions: number,
): Promise<Pick<ReportedSector, "explained" | "computed">> {
  if (assessment === null) return { explained: { problem: "never-assessed" }, computed: [] };
  if (isBroken(policy)) return { explained: { problem: "broken-policy" }, computed: [] };
  if (assessment.positions > mostPositions) return { explained: { problem: "too-large" }, computed: [] };
  const days = { before: summaries[0]?.asOf ?? assessment.asOf, last: assessment.asOf };
  const [explained, computed] = await Promise.all([
    explain(assessment, policy, ports),
    computedPast(policy, ledger, days, ports),
  ]);
  return { explained, computed };
}

async function summariesUpTo(
  sector: SectorId,
  last: Day | null,
  { summaries }: ReportPorts,
): Promise<{ summaries: AssessmentSummary[]; unreadable: number }> {
  if (last === null) return { summaries: [], unreadable: 0 };
  const found: AssessmentSummary[] = [];
  let unreadable = 0;
  for await (const page of summaries.between(sector, addDays(last, -DAYS_SHOWN), last)) {
    found.push(...page.rows);
    unreadable += page.unreadable.count;
  }
  return { summaries: found, unreadable };
}

/** The lines of the history, with those that still wait in the outbox of the ledger. */
function withOutbox(rows: HistoryRecord[], { outbox }: Ledger): HistoryRecord[] {
  const waiting = outbox
    .flatMap(({ records }) => records)
    .filter((line) => !rows.some((row) => isDeepStrictEqual(row, line)));
  return [...rows, ...waiting].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

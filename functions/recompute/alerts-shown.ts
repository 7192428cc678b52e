import { isSameFigures } from "../../shared/assessment/same-figures.ts";
import { summarize } from "../../shared/assessment/summary.ts";
import { alertStatuses, standingStatuses, withoutEvent } from "../../shared/recompute/alert-status.ts";
import { emptyLedger, type Ledger } from "../../shared/recompute/ledger.ts";
import type { Outcome } from "../../shared/recompute/outcome.ts";
import { lastDecidedDay, statusesOn } from "../../shared/recompute/past-statuses.ts";
import { type AlertsShown, isOfPast, type NotWritten } from "../../shared/recompute/result.ts";
import type { AssessedSector } from "./assess-sector.ts";
import { loadDecidedPast, type ThenPorts } from "./decided-then.ts";

/** What a run has found, and what follows from it for any state of the ledger. */
interface RunFound {
  found: AssessedSector;
  outcome: Outcome;
  ledger: Ledger;
  notWritten: NotWritten | null;
  decideFrom: (state: Ledger) => Outcome;
}

/** The alerts that a run answers: what it decided; or, when it decides nothing, what others have decided. */
export async function alertsShown(
  run: RunFound,
  ports: ThenPorts & { now: () => Date },
): Promise<AlertsShown> {
  const { found, outcome, ledger, notWritten } = run;
  const { id, asOf } = found.assessed.assessment;
  if (notWritten !== null && isOfPast(notWritten)) return await alertsThen(run, ports);
  if (notWritten === "an import is under way") {
    const { lastAssessment } = ledger;
    const alertsOf = lastAssessment && { asOf: lastAssessment.asOf, assessment: lastAssessment.id };
    return { alerts: standingStatuses(ledger), alertsOf };
  }
  const decided = alertStatuses(outcome.decision, asOf);
  const alerts = notWritten === "another run was first" ? decided.flatMap(withoutEvent) : decided;
  return { alerts, alertsOf: { asOf, assessment: id } };
}

/** The alerts of a day in the past; when no decision up to it is stored, those that a first run as of it would find. */
async function alertsThen(
  { found, ledger, decideFrom }: RunFound,
  ports: ThenPorts & { now: () => Date },
): Promise<AlertsShown> {
  const { assessment } = found.assessed;
  const { sector, asOf } = assessment;
  const { past, problems } = await loadDecidedPast(asOf, ledger, ports);
  const day = lastDecidedDay(asOf, past);
  if (day === null) {
    const { decision } = decideFrom(emptyLedger(sector));
    return { alerts: alertStatuses(decision, asOf), alertsOf: null, problems };
  }
  const of = past.summary?.asOf === day ? past.summary : null;
  const isOther = of !== null && day === asOf && !isSameFigures(of, summarize(assessment, ports.now()));
  return {
    alerts: statusesOn(day, past),
    alertsOf: { asOf: day, assessment: of?.id ?? null },
    ...(isOther ? { figuresChanged: true } : {}),
    problems,
  };
}

import type { ShownSince } from "../../shared/assessment/look-back.ts";
import { withUnreadableSince } from "../../shared/assessment/unreadable-since.ts";
import type { Beside } from "../../shared/benchmark/beside.ts";
import { decideAssessed } from "../../shared/recompute/decide-assessed.ts";
import type { SectorRequest } from "../../shared/recompute/hold-back.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { decideOutcome, type Outcome } from "../../shared/recompute/outcome.ts";
import { dayOf } from "../../shared/values/day.ts";
import { loadBeside } from "../reading/load-benchmark.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { type AssessedSector, assessSector, type Start } from "./assess-sector.ts";
import { loadEvidence } from "./evidence.ts";
import { lookBack } from "./look-back.ts";
import { loadPast, type Past } from "./past.ts";
import type { ReadingPorts } from "./ports.ts";

/** What was read of a sector and assessed. */
export interface Reading {
  found: AssessedSector;
  past: Past;
  /** What stands beside the sector; `null` without a benchmark. */
  beside: Beside | null;
  /** What follows from it for any state of the ledger. */
  decideFrom: (state: Ledger) => Outcome;
}

/** Reads all that a decision stands on: the sector's data, its past, and what explains its news. */
export async function readSector(
  request: SectorRequest,
  start: Start,
  ports: ReadingPorts,
  deployment: Deployment,
): Promise<Reading> {
  const { policy } = request;
  const { ledger } = start;
  const assessedNow = await assessSector(request, start, ports, deployment);
  const [past, beside, crossed] = await Promise.all([
    loadPast(ledger, assessedNow.assessed.assessment, dayOf(ports.now()), ports),
    loadBeside(policy, assessedNow.assessed.assessment, deployment.policies, ports),
    ledger.lastAssessment === null ? lookBack(assessedNow, ports.folds) : NOTHING_CROSSED,
  ]);
  const found = lookedBackFrom(assessedNow, past);
  const { assessed } = found;
  const evidence = await loadEvidence(found, decideAssessed(ledger, policy, assessed), past.previous, ports);
  const { place } = deployment;
  const decideFrom = (state: Ledger) =>
    decideOutcome(state, { policy, assessed, ...past, evidence, crossed, beside, place, now: ports.now() });
  return { found, past, beside, decideFrom };
}

/** The assessment with the day since which items cannot be read: only earlier assessments know it. */
function lookedBackFrom(found: AssessedSector, { earlier }: Past): AssessedSector {
  const assessment = withUnreadableSince(found.assessed.assessment, earlier);
  return { ...found, assessed: { ...found.assessed, assessment } };
}

const NOTHING_CROSSED: ReadonlyMap<string, ShownSince> = new Map();

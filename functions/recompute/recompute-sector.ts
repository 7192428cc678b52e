import type { Beside } from "../../shared/benchmark/beside.ts";
import { daysLookedBack } from "../../shared/policy/windows.ts";
import { reasonOnlyToLook, reasonToHoldBack, type SectorRequest } from "../../shared/recompute/hold-back.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Outcome } from "../../shared/recompute/outcome.ts";
import {
  type NotWritten,
  resultOf,
  type SectorAnswer,
  type SectorResult,
} from "../../shared/recompute/result.ts";
import { dayOf } from "../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../shared/values/exposure.ts";
import { deliver, deliverAbandoned, type Recovery } from "../outbox/deliver.ts";
import { loadLedger } from "../outbox/ledger.ts";
import { loadOrRescue } from "../outbox/rescue.ts";
import { throwTogether } from "../outbox/undelivered.ts";
import { readingFrom } from "../reading/fold-source.ts";
import { limitedTo, TooManyPositions } from "../reading/limited-positions.ts";
import { forgetImports, isTorn, lookForImports } from "../reading/marked-imports.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { causeOf, during } from "../runtime/during.ts";
import { alertsShown } from "./alerts-shown.ts";
import type { AssessedSector, Start } from "./assess-sector.ts";
import { startInParts } from "./in-parts.ts";
import { keepAssessment } from "./keep-assessment.ts";
import { type Past, problemsOf } from "./past.ts";
import type { PartsPorts, ReadingPorts, RecomputePorts } from "./ports.ts";
import { readSector } from "./read-sector.ts";
import { writeOutcome } from "./write-outcome.ts";

// A reading is overtaken when another run decides, or an import begins or ends. So many in a row mean that something is
// wrong.
export const MOST_READINGS = 20;

/**
 * Hands out what is pending, then: load, fold, assess, decide, write, publish. When another run or an import was faster, it
 * reads and decides again: the other run may have read older data. A sector with too many positions for one function is left
 * to several, and to the run that adds up what they folded.
 */
export async function recomputeSector(
  request: SectorRequest,
  ports: RecomputePorts,
  deployment: Deployment,
  parts: PartsPorts | null,
): Promise<SectorAnswer> {
  const { sector } = request.policy;
  // Before the ledger is read: so every later decision also comes after these imports.
  let imports = await lookForImports(sector, ports);
  const recovery = await handOutPending(request, ports);
  let ledger = recovery.ledger;
  const known = parts === null ? 0 : await positionsToRead(request, ports);
  if (parts !== null && known > parts.above) {
    return await startInParts(request, { ledger, imports, ...FIRST_ATTEMPT, positions: known }, ports, parts);
  }
  const positions = parts === null ? ports.positions : limitedTo(parts.above, ports.positions);
  const withFolds = { ...ports, folds: readingFrom(positions) };
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    try {
      const ended = await readAndDecide(request, { ledger, imports }, withFolds, deployment);
      if (ended !== "overtaken") return await answer(ended, recovery, ports);
    } catch (error) {
      const tooMany = causeOf(error, TooManyPositions);
      if (parts === null || tooMany === null) throw error;
      const beginning = { ledger, imports, ...FIRST_ATTEMPT, positions: tooMany.atLeast };
      return await startInParts(request, beginning, ports, parts);
    }
    imports = await lookForImports(sector, ports);
    ledger = await loadLedger(sector, ports);
  }
  throw overtaken();
}

export function overtaken(): Error {
  return new Error(
    `other runs decided, or imports came, during each of ${MOST_READINGS} readings: recompute it again`,
  );
}

const FIRST_ATTEMPT = { most: MOST_EXPOSURE, attempt: 0 };

/**
 * How many positions a run would read, as far as is known: those of the last assessment, as many for each day that the windows of
 * its rules go further back.
 */
export async function positionsToRead(
  { policy, asOf, windowDays }: SectorRequest,
  ports: RecomputePorts,
): Promise<number> {
  const { rows } = await during("reading its last assessment", () =>
    ports.assessments.recent(policy.sector, asOf, 1),
  );
  const daysRead = windowDays + Math.max(0, ...daysLookedBack(policy));
  return Math.ceil(((rows[0]?.positions ?? 0) * daysRead) / windowDays);
}

/** Hands out what earlier runs left behind, unless the run is only to look. */
async function handOutPending(request: SectorRequest, ports: RecomputePorts): Promise<Recovery> {
  const { sector } = request.policy;
  if (reasonOnlyToLook(request, dayOf(ports.now())) === null) {
    return await deliverAbandoned(await loadOrRescue(sector, ports), ports);
  }
  return { ledger: await loadLedger(sector, ports), delivered: [], failures: [] };
}

/** How one reading ended: its outcome was written, or held back for a reason. */
export interface Decided {
  outcome: Outcome;
  found: AssessedSector;
  past: Past;
  beside: Beside | null;
  /** The ledger that it was decided from. */
  ledger: Ledger;
  notWritten: NotWritten | null;
  decideFrom: (state: Ledger) => Outcome;
}

export async function readAndDecide(
  request: SectorRequest,
  start: Start,
  ports: ReadingPorts,
  deployment: Deployment,
): Promise<Decided | "overtaken"> {
  const { ledger, imports } = start;
  const { found, past, beside, decideFrom } = await readSector(request, start, ports, deployment);
  const heldBack = reasonToHoldBack(request, ledger, imports, ports.now());
  if (heldBack === null && (await isTorn(request.policy.sector, imports, ports))) return "overtaken";
  await keepAssessment(found, heldBack, ports);
  const decided = { found, past, beside, ledger, decideFrom };
  if (heldBack !== null) return { ...decided, outcome: decideFrom(ledger), notWritten: heldBack };
  const written = await writeAndTell(start, decideFrom, found.assessed.assessment.id, ports);
  return written === "overtaken" ? written : { ...decided, ...written };
}

/** Writes what is decided and hands it out. `"overtaken"`: another run has decided on other data. */
async function writeAndTell(
  { ledger, imports }: Start,
  decideFrom: (state: Ledger) => Outcome,
  assessmentId: string,
  ports: RecomputePorts,
): Promise<Pick<Decided, "outcome" | "notWritten"> | "overtaken"> {
  const mustWrite = imports.ended.length > 0;
  const written = await writeOutcome(ledger, decideFrom, mustWrite, ports);
  const { end, outcome } = written;
  // A run that found the very same assessment has told it.
  const isTold = end === "overtaken" && written.standing.lastAssessment?.id === assessmentId;
  if (end === "overtaken" && !isTold) return "overtaken";
  if (end === "saved") await deliver(written.saved, written.saved.version, ports);
  await forgetImports(imports, ports);
  return { outcome, notWritten: isTold ? "another run was first" : null };
}

export async function answer(
  decided: Decided,
  { delivered, failures }: Recovery,
  ports: RecomputePorts,
): Promise<SectorResult> {
  // The run fails when it could not hand out what was waiting, even if it has no news of its own.
  if (failures.length > 0) throwTogether(failures);
  const { outcome, found, past, beside, notWritten } = decided;
  const shown = await alertsShown(decided, ports);
  const problems = [...(shown.problems ?? []), ...problemsOf(past)];
  return {
    ...resultOf(outcome, found.assessed, notWritten, delivered, shown),
    ...(beside === null ? {} : { benchmark: beside }),
    ...(problems.length === 0 ? {} : { problems }),
  };
}

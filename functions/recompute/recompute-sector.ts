import { reasonOnlyToLook, reasonToHoldBack, type SectorRequest } from "../../shared/recompute/hold-back.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import type { Outcome } from "../../shared/recompute/outcome.ts";
import { type NotWritten, resultOf, type SectorResult } from "../../shared/recompute/result.ts";
import { dayOf } from "../../shared/values/day.ts";
import { deliver, deliverAbandoned, loadLedger, type Recovery } from "../outbox/deliver.ts";
import { loadOrRescue } from "../outbox/rescue.ts";
import { type FoundImports, forgetImports, lookForImports, movedSince } from "../reading/marked-imports.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { keepAssessment } from "./keep-assessment.ts";
import type { FirstLook } from "./look-back.ts";
import { type Past, problemsOf } from "./past.ts";
import type { RecomputePorts } from "./ports.ts";
import { readSector, type Start } from "./read-sector.ts";
import { writeOutcome } from "./write-outcome.ts";

// Each reading that is overtaken means that another run has decided, or that an import has begun or ended. More in a row
// than there are ever under way at once means that something is wrong.
const MOST_READINGS = 20;

/**
 * Hands out what is pending, then: load, fold, assess, decide, write, publish. A run that is overtaken by another one,
 * which may have read older data, or by an import, reads and decides again.
 */
export async function recomputeSector(
  request: SectorRequest,
  ports: RecomputePorts,
  deployment: Deployment,
): Promise<SectorResult> {
  const { sector } = request.policy;
  // Before the ledger: a decision that was taken after this look was taken after these imports.
  let imports = await lookForImports(sector, ports);
  const recovery = await handOutPending(request, ports);
  let ledger = recovery.ledger;
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const ended = await readAndDecide(request, { ledger, imports }, ports, deployment);
    if (ended !== "overtaken") return answer(ended, recovery);
    imports = await lookForImports(sector, ports);
    ledger = await loadLedger(sector, ports);
  }
  throw new Error(
    `other runs decided, or imports came, during each of ${MOST_READINGS} readings: recompute it again`,
  );
}

/** Hands out what earlier runs left behind, unless the run is only to look. */
async function handOutPending(request: SectorRequest, ports: RecomputePorts): Promise<Recovery> {
  const { sector } = request.policy;
  if (reasonOnlyToLook(request, dayOf(ports.now())) === null) {
    return await deliverAbandoned(await loadOrRescue(sector, ports), ports);
  }
  return { ledger: await loadLedger(sector, ports), delivered: [], failures: [] };
}

/** How one reading ended: with an outcome, written or held back for a reason. */
interface Decided {
  outcome: Outcome;
  found: FirstLook;
  past: Past;
  /** The ledger that it was decided from. */
  ledger: Ledger;
  notWritten: NotWritten | null;
}

async function readAndDecide(
  request: SectorRequest,
  start: Start,
  ports: RecomputePorts,
  deployment: Deployment,
): Promise<Decided | "overtaken"> {
  const { ledger, imports } = start;
  const { found, past, decideFrom } = await readSector(request, start, ports, deployment);
  const heldBack = reasonToHoldBack(request, ledger, imports, ports.now());
  if (heldBack === null && (await isTorn(request.policy.sector, imports, ports))) return "overtaken";
  await keepAssessment(found, heldBack, ports);
  const decided = { found, past, ledger };
  if (heldBack !== null) return { ...decided, outcome: decideFrom(ledger), notWritten: heldBack };
  const written = await writeAndTell(start, decideFrom, found.assessed.assessment.id, ports);
  return written === "overtaken" ? written : { ...decided, ...written };
}

/** Writes what is decided and hands it out. `"overtaken"`: another run has decided, and of something else. */
async function writeAndTell(
  { ledger, imports }: Start,
  decideFrom: (state: Ledger) => Outcome,
  assessmentId: string,
  ports: RecomputePorts,
): Promise<Pick<Decided, "outcome" | "notWritten"> | "overtaken"> {
  const mustWrite = imports.ended.length > 0;
  const written = await writeOutcome(ledger, decideFrom, mustWrite, ports);
  const { end, outcome } = written;
  // Whoever found the very same has told it.
  const isTold = end === "overtaken" && written.standing.lastAssessment?.id === assessmentId;
  if (end === "overtaken" && !isTold) return "overtaken";
  if (end === "saved") await deliver(written.saved, written.saved.version, ports);
  await forgetImports(imports, ports);
  return { outcome, notWritten: isTold ? "another run was first" : null };
}

/** Whether an import has begun or ended while the rows were read. Of one that never pauses it is known already. */
async function isTorn(sector: string, imports: FoundImports, ports: RecomputePorts): Promise<boolean> {
  return imports.underWay.length === 0 && (await movedSince(sector, imports, ports));
}

function answer(
  { outcome, found, past, ledger, notWritten }: Decided,
  { delivered, failures }: Recovery,
): SectorResult {
  // Also a run that has nothing to say itself fails when it could not hand out what was waiting.
  if (failures.length > 0) throw undelivered(failures);
  return { ...resultOf(outcome, found.assessed, notWritten, delivered, ledger), ...problemsOf(past) };
}

function undelivered(failures: Error[]): Error {
  const cause = failures.length === 1 ? failures[0] : new AggregateError(failures);
  return new Error(failures.map(({ message }) => message).join("; "), { cause });
}

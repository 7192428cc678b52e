import { dayOf } from "../../shared/calendar.ts";
import { judgeAssessed } from "../../shared/judgement.ts";
import type { Ledger } from "../../shared/ledger.ts";
import { withUnreadableSince } from "../../shared/unreadable-since.ts";
import { during } from "../during.ts";
import type { RecomputePorts } from "../ports.ts";
import { assessSector } from "./assess-sector.ts";
import { deliver, deliverAbandoned, loadLedger, type Recovery } from "./delivery.ts";
import type { Deployment } from "./deployment.ts";
import { loadEvidence } from "./evidence.ts";
import { basisOf, isTrusted } from "./guard.ts";
import { reasonOnlyToLook, reasonToHoldBack, type SectorRequest } from "./hold-back.ts";
import { type FirstLook, lookBack } from "./look-back.ts";
import { loadPast, type Past, problemsOf } from "./past.ts";
import { loadOrRescue } from "./rescue-outbox.ts";
import { type NotWritten, resultOf, type SectorResult } from "./result.ts";
import { judge, type Verdict } from "./verdict.ts";
import { writeVerdict } from "./write-verdict.ts";

// Each reading that is overtaken means that another run has decided. More in a row than runs are ever under way at
// once means that something is wrong.
const MOST_READINGS = 20;

/**
 * Hands out what is pending, then: load, fold, assess, decide, write, publish. A run that is overtaken by another one,
 * which may have read older data, reads and judges again from what that one has decided.
 */
export async function recomputeSector(
  request: SectorRequest,
  ports: RecomputePorts,
  deployment: Deployment,
): Promise<SectorResult> {
  const { sector } = request.policy;
  const isOnlyToLook = reasonOnlyToLook(request, dayOf(ports.now())) !== null;
  const recovery: Recovery = isOnlyToLook
    ? { ledger: await loadLedger(sector, ports), delivered: [], failures: [] }
    : await deliverAbandoned(await loadOrRescue(sector, ports), ports);
  let ledger = recovery.ledger;
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const ended = await readAndJudge(request, ledger, ports, deployment);
    if (!("overtakenBy" in ended)) return answer(ended, recovery);
    ledger = ended.overtakenBy;
  }
  throw new Error(`other runs decided during each of ${MOST_READINGS} readings: recompute it again`);
}

/** How one reading ended: with a verdict, written or held back for a reason. */
interface Judged {
  verdict: Verdict;
  found: FirstLook;
  past: Past;
  /** The ledger that it was judged from. */
  ledger: Ledger;
  notWritten: NotWritten | null;
}

async function readAndJudge(
  request: SectorRequest,
  ledger: Ledger,
  ports: RecomputePorts,
  deployment: Deployment,
): Promise<Judged | { overtakenBy: Ledger }> {
  const { policy } = request;
  const today = dayOf(ports.now());
  const assessedNow = await assessSector(request, ports, deployment);
  const [past, crossed] = await Promise.all([
    loadPast(ledger, assessedNow.assessed.assessment, today, ports),
    ledger.lastAssessment === null ? lookBack(assessedNow, ports.positions) : NOTHING_CROSSED,
  ]);
  const found = lookedBackFrom(assessedNow, past);
  const { assessed } = found;
  const { assessment } = assessed;
  const decision = judgeAssessed(ledger, policy, assessed);
  const evidence = await loadEvidence(found, decision, past.previous, ports);
  const judgeFrom = (state: Ledger) =>
    judge(state, { policy, assessed, ...past, evidence, crossed, stack: deployment.stack, now: ports.now() });
  const heldBack = reasonToHoldBack(request, ledger, today);
  await keep(found, heldBack, ports);
  const judged = { found, past, ledger };
  if (heldBack !== null) return { ...judged, verdict: judgeFrom(ledger), notWritten: heldBack };

  const written = await writeVerdict(ledger, judgeFrom, ports);
  const { end, verdict } = written;
  if (end === "overtaken") {
    // Whoever found the very same has told it.
    const isTheSame = written.standing.lastAssessment?.id === assessment.id;
    if (!isTheSame) return { overtakenBy: written.standing };
    return { ...judged, verdict, notWritten: "another run was first" };
  }
  if (end === "saved") await deliver(written.saved, written.saved.version, ports);
  return { ...judged, verdict, notWritten: null };
}

/** What was found, with what only the past can say of it. */
function lookedBackFrom(found: FirstLook, { earlier }: Past): FirstLook {
  const assessment = withUnreadableSince(found.assessed.assessment, earlier);
  return { ...found, assessed: { ...found.assessed, assessment } };
}

/** Stores the assessment of a run that decides or is kept as history, and of the former what it stands on. */
async function keep(
  { assessed, fold, supply }: FirstLook,
  heldBack: NotWritten | null,
  ports: RecomputePorts,
): Promise<void> {
  const { assessment } = assessed;
  if (heldBack === null || heldBack === "kept as history") {
    await during("writing its assessment", () => ports.assessments.save(assessment, ports.now()));
  }
  if (heldBack !== null) return;
  const basis = basisOf(assessed, fold, supply, ports.now());
  await during("writing what it stands on", () => ports.provenance.save(basis, isTrusted(assessment, basis)));
}

function answer(
  { verdict, found, past, ledger, notWritten }: Judged,
  { delivered, failures }: Recovery,
): SectorResult {
  // Also a run that has nothing to say itself fails when it could not hand out what was waiting.
  if (failures.length > 0) throw undelivered(failures);
  return { ...resultOf(verdict, found.assessed, notWritten, delivered, ledger), ...problemsOf(past) };
}

const NOTHING_CROSSED: ReadonlyMap<string, string> = new Map();

function undelivered(failures: Error[]): Error {
  const cause = failures.length === 1 ? failures[0] : new AggregateError(failures);
  return new Error(failures.map(({ message }) => message).join("; "), { cause });
}

import { assess } from "../../shared/assess.ts";
import { dayOf } from "../../shared/calendar.ts";
import { emptyFold, withUnreadable } from "../../shared/fold.ts";
import { dayReached, judgeAssessed } from "../../shared/judgement.ts";
import type { Ledger } from "../../shared/ledger.ts";
import type { Policy } from "../../shared/policy.ts";
import { during } from "../during.ts";
import { loadPolicyFolds, loadSupply } from "../load.ts";
import type { RecomputePorts } from "../ports.ts";
import { sha256 } from "../sha256.ts";
import { deliver, deliverAbandoned, loadLedger, saveLedger } from "./delivery.ts";
import type { Deployment } from "./deployment.ts";
import { loadEvidence } from "./evidence.ts";
import { basisOf, guarded, isTrusted, loadGuard, unreadableIn } from "./guard.ts";
import { type FirstLook, lookBack } from "./look-back.ts";
import { loadPast, problemsOf } from "./past.ts";
import { loadOrRescue } from "./rescue-outbox.ts";
import { type NotWritten, resultOf, type SectorResult } from "./result.ts";
import { judge, type Verdict } from "./verdict.ts";

export interface SectorRequest {
  policy: Policy;
  asOf: string;
  windowDays: number;
  /** Whether that is not the policy's: such a run looks at something else, and is a dry run. */
  isOtherWindow: boolean;
  dryRun: boolean;
  /** Keeps the assessment of a day before the last one as history. It decides nothing. */
  force: boolean;
}

/** Hands out what is pending, then: load, fold, assess, decide, write, publish. */
export async function recomputeSector(
  request: SectorRequest,
  ports: RecomputePorts,
  deployment: Deployment,
): Promise<SectorResult> {
  const { policy } = request;
  const today = dayOf(ports.now());
  const { ledger, delivered, failures } =
    reasonOnlyToLook(request, today) === null
      ? await deliverAbandoned(await loadOrRescue(policy.sector, ports), ports)
      : { ledger: await loadLedger(policy.sector, ports), delivered: [], failures: [] };
  const found = await assessSector(request, ports, deployment);
  const { assessed } = found;
  const { assessment } = assessed;
  const [past, crossed] = await Promise.all([
    loadPast(ledger, assessment, today, ports),
    ledger.lastAssessment === null ? lookBack({ policy, ...found }, ports.positions) : NOTHING_CROSSED,
  ]);
  const decision = judgeAssessed(ledger, policy, assessed);
  const evidence = await loadEvidence({ policy, ...found }, decision, past.previous, ports);
  const judgeFrom = (state: Ledger) =>
    judge(state, { policy, assessed, ...past, evidence, crossed, stack: deployment.stack, now: ports.now() });

  const heldBack = reasonToHoldBack(request, ledger, today);
  if (heldBack === null || heldBack === "kept as history") {
    await during("writing its assessment", () => ports.assessments.save(assessment, ports.now()));
  }
  if (heldBack === null) {
    const basis = basisOf(assessed, found.fold, found.supply, ports.now());
    await during("writing what it stands on", () =>
      ports.provenance.save(basis, isTrusted(assessment, basis)),
    );
  }
  const answer = (verdict: Verdict, notWritten: NotWritten | null) => {
    // Also a run that has nothing to say itself fails when it could not hand out what was waiting.
    if (failures.length > 0) throw undelivered(failures);
    return { ...resultOf(verdict, assessed, notWritten, delivered, ledger), ...problemsOf(past) };
  };
  if (heldBack !== null) return answer(judgeFrom(ledger), heldBack);

  const { verdict, saved } = await writeVerdict(ledger, judgeFrom, ports);
  if (saved === "overtaken") return answer(verdict, "another run was first");
  if (saved !== "unchanged") await deliver(saved, saved.version, ports);
  return answer(verdict, null);
}

/** Why a run only says what it would write and send: it was asked to, or looks at what no reader may be told as so. */
function reasonOnlyToLook({ dryRun, isOtherWindow, asOf }: SectorRequest, today: string): NotWritten | null {
  if (isOtherWindow) return "another window than the policy's";
  if (dryRun) return "dry run";
  return asOf > today ? "a day still to come" : null;
}

/** A run of the past must not undo what a later one found. */
function reasonToHoldBack(request: SectorRequest, ledger: Ledger, today: string): NotWritten | null {
  const onlyToLook = reasonOnlyToLook(request, today);
  const reached = dayReached(ledger, today);
  if (reached === null || request.asOf >= reached) return onlyToLook;
  return request.force && onlyToLook === null ? "kept as history" : "older than the last assessment";
}

async function assessSector(
  { policy, asOf, windowDays, isOtherWindow }: SectorRequest,
  ports: RecomputePorts,
  { version }: Deployment,
): Promise<Omit<FirstLook, "policy">> {
  // Another window than the policy's holds something else than what was trusted.
  const guard = isOtherWindow ? null : await loadGuard(policy, asOf, ports.provenance);
  const then = guard === null ? [] : [guard.baseline];
  const [folds, supply, refusals] = await Promise.all([
    during("reading its positions", () => loadPolicyFolds(ports.positions, policy, asOf, windowDays, then)),
    during("reading suppliers and links", () => loadSupply(ports)),
    during("reading what was refused", () => ports.refusals.of(policy.sector)),
  ]);
  const { window, fold, foldsBefore, foldsThen } = folds;
  const assessed = assess({
    policy,
    fold: withUnreadable(fold, supply.unreadable, refusals.unreadable, ...unreadableIn(guard)),
    foldsBefore,
    suppliers: supply.suppliers,
    links: supply.links,
    window,
    refusals: refusals.rows,
    unguarded:
      guard && guarded(guard, policy, { window, fold, foldThen: foldsThen[0] ?? emptyFold(), supply }),
    version,
    digest: sha256,
  });
  return { assessed, window, fold, supply };
}

const NOTHING_CROSSED: ReadonlyMap<string, string> = new Map();

// Each lost write means that another run got ahead, so more than a few in a row means something is wrong.
const MOST_WRITES = 10;

/**
 * Writes the verdict on the ledger with one conditional put. When only the outbox changed meanwhile, judges again
 * from the ledger as it is now; when another run decided, this one is overtaken and has nothing to say.
 */
async function writeVerdict(
  found: Ledger,
  judgeFrom: (state: Ledger) => Verdict,
  ports: Pick<RecomputePorts, "ledgers">,
): Promise<{ verdict: Verdict; saved: Ledger | "unchanged" | "overtaken" }> {
  let ledger = found;
  for (let write = 0; write < MOST_WRITES; write += 1) {
    const verdict = judgeFrom(ledger);
    if (verdict.next === ledger) return { verdict, saved: "unchanged" };
    const saved = await saveLedger(verdict.next, ledger.version, ports);
    if (saved !== "conflict") return { verdict, saved };
    const current = await loadLedger(ledger.sector, ports);
    if (current.decisions !== ledger.decisions) return { verdict, saved: "overtaken" };
    ledger = current;
  }
  throw new Error(`the ledger changed under each of ${MOST_WRITES} attempts to write it`);
}

function undelivered(failures: Error[]): Error {
  const cause = failures.length === 1 ? failures[0] : new AggregateError(failures);
  return new Error(failures.map(({ message }) => message).join("; "), { cause });
}

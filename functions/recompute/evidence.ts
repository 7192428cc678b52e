import type { SectorDecision } from "../../shared/alerts/decide-sector.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { AssessmentSummary } from "../../shared/assessment/summary.ts";
import type { Evidence, RunEvidence } from "../../shared/attribution/evidence.ts";
import type { Basis } from "../../shared/imports/basis.ts";
import { importsSince } from "../../shared/imports/record.ts";
import type { Listings } from "../../shared/policy/listings.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { canonicalFold } from "../../shared/supply/canonical-fold.ts";
import { emptyFold, type Fold } from "../../shared/supply/fold.ts";
import type { UnreadableItem } from "../../shared/supply/unreadable.ts";
import { DAY_MS, type Window } from "../../shared/values/day.ts";
import type { Supply } from "../reading/load-supply.ts";
import { windowThen } from "../reading/policy-folds.ts";
import { during } from "../runtime/during.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";
import type { ReadingPorts } from "./ports.ts";
import { assessmentsTold, betterSince } from "./told-assessments.ts";

/** What a run has found. */
interface FoundEvidence {
  policy: Policy;
  window: Window;
  fold: Fold;
  supply: Supply;
  listings: Listings;
}

/** An earlier assessment with what it stood on. */
interface State {
  assessment: Assessment;
  basis: Basis;
}

// Alerts that are better now may have been told on many days: only the first of these days are explained.
const MOST_DAYS_TOLD = 3;

const NO_EVIDENCE: RunEvidence = { previous: null, told: new Map() };

/**
 * What is needed to explain why alerts moved: since the last assessment, and, for alerts that are better now, since readers
 * were told of them. It reads the positions once more, but only when there is news. When they have changed since the first
 * reading, nothing is explained.
 */
export async function loadEvidence(
  found: FoundEvidence,
  decision: SectorDecision,
  previous: Assessment | null,
  ports: Pick<ReadingPorts, "assessments" | "folds" | "provenance">,
): Promise<RunEvidence> {
  if (decision.decisions.every(({ notification }) => notification === null)) return NO_EVIDENCE;
  const { sector } = found.policy;
  const days = [...betterSince(decision)].slice(0, MOST_DAYS_TOLD);
  const lost: UnreadableItem[] = [];
  const { told, states } = await during("reading what earlier assessments stood on", async () => {
    const found = await Promise.all(days.map(([day, alerts]) => assessmentsTold(sector, day, alerts, ports)));
    const assessments = found.flat();
    const load = (key: AssessmentSummary) => ports.assessments.load(key);
    return {
      told: assessments,
      states: await Promise.all([
        unlessLost(lost, () => stateOf(previous, ports)),
        ...assessments.map(([key]) => unlessLost(lost, async () => stateOf(await load(key), ports))),
      ]),
    };
  });
  const evidence = await evidenceOf(found, states, ports);
  const [ofPrevious = null, ...ofTold] = evidence;
  const byAlert = told.flatMap(([, alerts], at) => {
    const one = ofTold[at] ?? null;
    return one === null ? [] : alerts.map((alert) => [alert, one] as const);
  });
  return { previous: ofPrevious, told: new Map(byAlert), ...(lost.length === 0 ? {} : { lost }) };
}

/** An item that cannot be read stops no news: it is added to `lost`, and the message names it instead of an explanation. */
async function unlessLost(lost: UnreadableItem[], read: () => Promise<State | null>): Promise<State | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    lost.push(error.item);
    return null;
  }
}

async function stateOf(
  assessment: Assessment | null,
  { provenance }: Pick<ReadingPorts, "provenance">,
): Promise<State | null> {
  if (assessment === null) return null;
  const { sector, asOf, id } = assessment;
  const basis = await provenance.basis({ sector, asOf, assessment: id });
  return basis && { assessment, basis };
}

async function evidenceOf(
  { policy, window, fold, supply, listings }: FoundEvidence,
  found: (State | null)[],
  { folds: source, provenance }: Pick<ReadingPorts, "folds" | "provenance">,
): Promise<(Evidence | null)[]> {
  // Parts are folded before it is known what will be told: a state that was not planned is not explained.
  const states = found.map(
    (state) => state && (source.holds(windowThen(state.basis, window)) ? state : null),
  );
  const bases = states.flatMap((state) => state?.basis ?? []);
  if (bases.length === 0) return states.map(() => null);
  const windows = bases.map((basis) => windowThen(basis, window));
  const since = Math.min(...bases.map(({ readAt }) => Date.parse(readAt))) - DAY_MS;
  const [[again = emptyFold(), ...folds], { rows: records }] = await during("reading why it moved", () =>
    Promise.all([
      source.folds(policy.sector, [window, ...windows]),
      provenance.of(policy.sector, importsSince(new Date(since))),
    ]),
  );
  // An import came meanwhile. The next run explains it.
  if (canonicalFold(again) !== canonicalFold(fold)) return states.map(() => null);
  return states.map((state) => {
    if (state === null) return null;
    return {
      policy,
      ...state,
      fold,
      foldThen: folds[bases.indexOf(state.basis)] ?? emptyFold(),
      listings,
      asOf: window.asOf,
      windowDays: window.windowDays,
      windowEnd: window.end,
      supply,
      records: records.filter(({ endedAt }) => endedAt === null || endedAt > state.basis.readAt),
    };
  });
}

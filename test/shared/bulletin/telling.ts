import type { Acknowledgement } from "../../../shared/alerts/acknowledgement.ts";
import { decideSector, type SectorDecision } from "../../../shared/alerts/decide-sector.ts";
import type { Remembered } from "../../../shared/alerts/remembered.ts";
import type { Silence } from "../../../shared/alerts/silence.ts";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import { type AssessmentSummary, summarize } from "../../../shared/assessment/summary.ts";
import { trendOf } from "../../../shared/assessment/trend.ts";
import { type Bulletin, composeBulletin } from "../../../shared/bulletin/bulletin.ts";
import type { MissingImport } from "../../../shared/imports/missing.ts";
import type { Refusal } from "../../../shared/imports/refusal.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { rememberedAfter } from "../../../shared/recompute/decide-assessed.ts";
import { emptyLedger } from "../../../shared/recompute/ledger.ts";
import type { Link } from "../../../shared/supply/link.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import type { CommandPlace } from "../../../shared/text/command.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { besideMarket } from "../../support/beside.ts";
import { AS_OF, assessed as assess, foldOf, policyOf, suppliersOf } from "../../support/builders.ts";

/** One recompute of a sector: what it finds, and under which policy. */
export interface Run {
  asOf?: string;
  policy?: Policy;
  positions: Position[];
  suppliers?: Supplier[];
  links?: Link[];
  unreadable?: number;
  refusals?: Refusal[];
  missing?: MissingImport[];
  /** The silences that the ledger holds as it begins; those of the run before unless given. */
  silences?: Silence[];
  /** The same of acknowledgements. */
  acknowledgements?: Acknowledgement[];
  /** What the benchmark of its policy imports. */
  market?: Position[];
  /** Where its commands work; by themselves unless given. */
  place?: CommandPlace;
}

interface Outcome {
  assessment: Assessment;
  decision: SectorDecision;
  bulletin: Bulletin | null;
}

/** What the last of several runs finds and decides, each remembering the one before, and its bulletin. */
export function runAll(...runs: Run[]): Outcome {
  let remembered: Remembered = emptyLedger("ai");
  const earlier: AssessmentSummary[] = [];
  let previous: Assessment | null = null;
  let result: Outcome | undefined;
  for (const [index, run] of runs.entries()) {
    const policy = run.policy ?? policyOf();
    const assessed = found(run, policy);
    const { assessment, observations, view } = assessed;
    const { asOf, incomplete, stale } = assessment;
    const rules = new Map(policy.rules.map((rule) => [rule.id, rule]));
    // The fixed digest gives every assessment of a day the same id.
    const id = `${assessment.id}-${index}`;
    const hasData = view.sector.total > 0;
    const circumstances = { assessment: id, asOf, incomplete, hasData, isEmpty: false, stale, rules };
    const decision = decideSector(
      {
        ...remembered,
        silences: run.silences ?? remembered.silences,
        acknowledgements: run.acknowledgements ?? remembered.acknowledgements,
      },
      circumstances,
      observations,
    );
    const summary = summarize(assessment, new Date(`${asOf}T06:00:00Z`));
    const trend = trendOf(earlier, summary);
    earlier.push(summary);
    const input = {
      policy,
      assessed,
      previous,
      trend,
      decision,
      beside: run.market === undefined ? null : besideMarket(policy, assessment, run.market),
      ledgerVersion: index + 1,
      place: run.place ?? null,
    };
    previous = assessment;
    remembered = rememberedAfter(decision, { ...assessment, id });
    result = { assessment, decision, bulletin: composeBulletin(input) };
  }
  if (result === undefined) throw new Error("no run, no result");
  return result;
}

/** The bulletin of the last of several runs, which must have news. */
export function tell(...runs: Run[]): Bulletin {
  const { bulletin } = runAll(...runs);
  if (bulletin === null) throw new Error("the last run has no news");
  return bulletin;
}

/** A bulletin as its reader sees it: subject, an empty line, text. */
export function asEmail({ subject, text }: Bulletin): string {
  return `Subject: ${subject}\n\n${text}`;
}

// The same for all input, so that a text changes only when its wording does.
const fixedDigest = () => "0123456789abcdef0123456789abcdef";

function found({ asOf = AS_OF, positions, unreadable = 0, ...run }: Run, policy: Policy) {
  const window = windowEnding(asOf, policy.windowDays);
  const fold = foldOf(positions, unreadable, window);
  const suppliers = suppliersOf(...(run.suppliers ?? []));
  const links = Map.groupBy(run.links ?? [], ({ supplierId }) => supplierId);
  const { refusals = [], missing = [] } = run;
  return assess({ fold, suppliers, links, policy, window, refusals, missing, digest: fixedDigest });
}

/** A text without its line breaks, for what is looked for in a sentence. */
export function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

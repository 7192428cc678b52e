import type { Assessment } from "../../shared/assessment/assessment.ts";
import { type Beside, besideOf, type FoundBenchmark } from "../../shared/benchmark/beside.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { policyText } from "../../shared/policy/policy-hash.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { AssessmentStore } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";
import { sha256 } from "../runtime/sha256.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";

/** What reading a benchmark needs from the world. */
export interface BenchmarkPorts {
  assessments: Pick<AssessmentStore, "load" | "recent">;
}

// A sector is seldom recomputed more often in a day.
export const MOST_OF_A_DAY = 50;

/** A sector beside its benchmark, of whose stored assessments the last one up to the sector's day is read; `null` without one. */
export async function loadBeside(
  policy: Policy,
  assessment: Assessment,
  policies: Policies,
  ports: BenchmarkPorts,
): Promise<Beside | null> {
  const { benchmark } = policy;
  if (benchmark === undefined) return null;
  const found = await during("reading its benchmark", () => lastOf(benchmark.sector, assessment.asOf, ports));
  return besideOf(policy, assessment, found, { policies, hashOf: (other) => sha256(policyText(other)) });
}

async function lastOf(sector: SectorId, upTo: Day, { assessments }: BenchmarkPorts): Promise<FoundBenchmark> {
  const { rows, unreadable } = await assessments.recent(sector, upTo, MOST_OF_A_DAY);
  const newest = rows.reduce<(typeof rows)[number] | null>(
    (last, row) => (last === null || momentOf(row) > momentOf(last) ? row : last),
    null,
  );
  if (newest === null) return { assessment: null, isUnreadable: unreadable.count > 0 };
  try {
    return { assessment: await assessments.load(newest), isUnreadable: false };
  } catch (error) {
    // What is compared is told beside alerts: it stops none of them, and the watchdog tells of the item.
    if (error instanceof UnreadableError) return { assessment: null, isUnreadable: true };
    throw error;
  }
}

function momentOf({ asOf, assessedAt }: { asOf: Day; assessedAt: string }): string {
  return `${asOf} ${assessedAt}`;
}

import { MOST_EARLIER } from "../../shared/assessment/trend.ts";
import type { Beside } from "../../shared/benchmark/beside.ts";
import type { DigestPayload } from "../../shared/contract/sectors-payload.ts";
import { composeDigest } from "../../shared/digest/digest.ts";
import type { DigestInput } from "../../shared/digest/sector.ts";
import { type BrokenPolicy, isBroken, type Policies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { unreadableSummaries } from "../../shared/text/unreadable.ts";
import { dayOf } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { AssessmentStore, LedgerStore } from "../ports/decisions.ts";
import type { ProvenanceStore } from "../ports/imports.ts";
import type { Publisher } from "../ports/topics.ts";
import { loadBeside } from "../reading/load-benchmark.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { during, reasonOf } from "../runtime/during.ts";
import { UnreadableError } from "../runtime/unreadable-error.ts";
import { editedSince } from "./edited-since.ts";

/** What a digest needs from the world. */
export interface DigestPorts {
  ledgers: Pick<LedgerStore, "load">;
  assessments: Pick<AssessmentStore, "load" | "recent">;
  provenance: Pick<ProvenanceStore, "basis">;
  publisher: Publisher;
  now: () => Date;
}

/** What a digest answers. */
export interface DigestResult {
  id: string;
  sectors: SectorId[];
  subject: string;
  text: string;
  /** What could not be read or used. The text tells of it. */
  problems: string[];
}

const NO_SUMMARIES = { rows: [], unreadable: NOTHING_UNREADABLE };

/** Sends one message about every sector, or about the given ones. It names each sector that cannot be read. */
export async function sendDigest(
  { sectors }: DigestPayload,
  ports: DigestPorts,
  { policies, place, version }: Deployment,
): Promise<DigestResult> {
  const asked = [...policies.values()].filter(({ sector }) => sectors?.includes(sector) ?? true);
  const inputs: DigestInput[] = [];
  // One after the other: meanwhile, all that two assessments of a sector stood on is in memory.
  for (const policy of asked) inputs.push(await read(policy, policies, ports));
  const message = composeDigest(inputs, { today: dayOf(ports.now()), place, version });
  await during("the digest could not be published", () => ports.publisher.publish(message));
  const problems = inputs.flatMap(digestProblems);
  const { id, subject, text } = message;
  return { id, sectors: message.sectors, subject, text, problems };
}

function digestProblems(input: DigestInput): string[] {
  const { policy } = input;
  const all = [
    ...(isBroken(policy) ? [policy.problem] : []),
    ...("problem" in input ? [input.problem] : []),
    ...("unreadable" in input && input.unreadable.count > 0 ? [unreadableSummaries(input.unreadable)] : []),
  ];
  return all.map((problem) => `${policy.sector}: ${problem}`);
}

async function read(
  policy: Policy | BrokenPolicy,
  policies: Policies,
  ports: DigestPorts,
): Promise<DigestInput> {
  const { sector } = policy;
  const { ledgers, assessments } = ports;
  try {
    const ledger = await during("reading its ledger", () => ledgers.load(sector));
    const { lastAssessment } = ledger;
    const earlier =
      lastAssessment === null
        ? NO_SUMMARIES
        : await during("reading its assessments", () =>
            assessments.recent(sector, lastAssessment.asOf, MOST_EARLIER),
          );
    const beside = await besideLast(policy, lastAssessment, policies, ports);
    const edited = await editedSince(ledger, earlier.rows, ports.provenance);
    return { policy, ledger, earlier: earlier.rows, unreadable: earlier.unreadable, beside, edited };
  } catch (error) {
    return { policy, problem: reasonOf(error) };
  }
}

/** What stands beside the last assessment of a sector; `null` for a sector without a benchmark or a readable assessment. */
async function besideLast(
  policy: Policy | BrokenPolicy,
  last: Ledger["lastAssessment"],
  policies: Policies,
  ports: DigestPorts,
): Promise<Beside | null> {
  if (isBroken(policy) || policy.benchmark === undefined || last === null) return null;
  try {
    const own = await during("reading its assessment", () =>
      ports.assessments.load({ sector: policy.sector, asOf: last.asOf, id: last.id }),
    );
    return own === null ? null : await loadBeside(policy, own, policies, ports);
  } catch (error) {
    // A comparison keeps back nothing else of a sector, and the watchdog tells of the item.
    if (error instanceof UnreadableError || (error as Error).cause instanceof UnreadableError) return null;
    throw error;
  }
}

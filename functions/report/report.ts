import { reportPage } from "../../report/page.ts";
import type { ReportInput, SectorInput } from "../../report/reported.ts";
import type { ReportPayload } from "../../shared/contract/sectors-payload.ts";
import { isBroken } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Deployment } from "../runtime/deployment.ts";
import type { ReportPorts } from "./ports.ts";
import { readReported } from "./read-sector.ts";
import { unwatchedSectors } from "./unwatched.ts";

/** A page, and what could not be read or used for it. The page tells of it. */
export interface MadeReport {
  html: string;
  sectors: SectorId[];
  problems: string[];
}

/** Makes the page about every sector, or about the given ones. It names each sector that cannot be read, or that no policy names. */
export async function makeReport(
  { sectors }: ReportPayload,
  ports: ReportPorts,
  { policies, place, version, live }: Deployment & Pick<ReportInput, "live">,
  mostPositions = Number.POSITIVE_INFINITY,
): Promise<MadeReport> {
  const asked = [...policies.values()].filter(({ sector }) => sectors?.includes(sector) ?? true);
  const read: SectorInput[] = [];
  // One after the other: each may take much memory.
  for (const policy of asked) read.push(await readReported(policy, policies, ports, mostPositions));
  const unwatched = sectors === undefined ? await unwatchedSectors(policies, ports) : [];
  const html = reportPage({
    ...{ sectors: read, unwatched, madeAt: ports.now().toISOString(), version, place },
    ...(live === undefined ? {} : { live }),
  });
  return {
    html,
    sectors: asked.map(({ sector }) => sector),
    problems: [...read.flatMap(reportProblems), ...unwatchedProblems(unwatched)],
  };
}

function unwatchedProblems(unwatched: ReportInput["unwatched"]): string[] {
  if ("problem" in unwatched) return [`the sectors without a policy: ${unwatched.problem}`];
  return unwatched.flatMap((one) => ("problem" in one ? `${one.sector}: ${one.problem}` : []));
}

function reportProblems(input: SectorInput): string[] {
  const { policy } = input;
  const all = [...(isBroken(policy) ? [policy.problem] : []), ...("problem" in input ? [input.problem] : [])];
  return all.map((problem) => `${policy.sector}: ${problem}`);
}

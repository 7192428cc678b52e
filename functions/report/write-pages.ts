import type { ReportPayload } from "../../shared/contract/sectors-payload.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { PagePlace, PageStore } from "../ports/pages.ts";
import type { Deployment } from "../runtime/deployment.ts";
import { during, reasonOf } from "../runtime/during.ts";
import type { ReportPorts } from "./ports.ts";
import { makeReport } from "./report.ts";

/** A page that was written. */
interface WrittenPage extends PagePlace {
  sector: SectorId;
  bytes: number;
}

/** What the report function answers. */
export interface ReportResult {
  pages: WrittenPage[];
  /** What could not be read or used. The pages tell of it. */
  problems: string[];
}

/**
 * Writes the page of every sector, or of the given ones. Each sector has a page of its own: runs for several sectors end at the
 * same time, and none overwrites what another wrote.
 * @throws AggregateError naming each page that could not be written, after the others are.
 */
export async function writePages(
  { sectors }: ReportPayload,
  ports: ReportPorts & { pages: PageStore },
  deployment: Deployment,
  mostPositions: number,
): Promise<ReportResult> {
  const result: ReportResult = { pages: [], problems: [] };
  const failures: Error[] = [];
  for (const sector of sectors ?? deployment.policies.keys()) {
    try {
      const { html, problems } = await makeReport({ sectors: [sector] }, ports, deployment, mostPositions);
      const place = await during("writing its page", () => ports.pages.write(sector, html));
      result.pages.push({ sector, ...place, bytes: Buffer.byteLength(html) });
      result.problems.push(...problems);
    } catch (cause) {
      failures.push(new Error(`${sector}: ${reasonOf(cause)}`, { cause }));
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map(({ message }) => message).join("; "));
  return result;
}

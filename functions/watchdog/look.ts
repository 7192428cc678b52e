import type { SectorId } from "../../shared/values/identifier.ts";
import type { Finding, Found } from "../../shared/watchdog/watch.ts";
import { reasonOf } from "../runtime/during.ts";

/** What was found so far, and what could not be looked at. */
export interface Seen {
  findings: Finding[];
  failed: Set<string>;
}

/** Looks at one thing, about a sector or none, and adds what it finds. When that fails, the failure is the finding. */
export async function look(
  seen: Seen,
  name: string,
  sector: SectorId | null,
  work: () => Promise<Found[]>,
): Promise<void> {
  try {
    const found = await work();
    seen.findings.push(...found.map((finding) => ({ sector, ...finding, look: name })));
  } catch (error) {
    seen.failed.add(name);
    const text = `the watchdog cannot look at ${name}: ${reasonOf(error)}`;
    seen.findings.push({ key: `look:${name}`, look: name, sector, text, graceHours: 0 });
  }
}

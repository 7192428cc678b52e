import type { Finding } from "../../shared/watchdog/watch.ts";
import { reasonOf } from "../runtime/during.ts";

/** What was found so far, and what could not be looked at. */
export interface Seen {
  findings: Finding[];
  failed: Set<string>;
}

/** Looks at one thing and adds what it finds. When that fails, the failure is the finding. */
export async function look(
  seen: Seen,
  name: string,
  work: () => Promise<Omit<Finding, "look">[]>,
): Promise<void> {
  try {
    const found = await work();
    seen.findings.push(...found.map((finding) => ({ ...finding, look: name })));
  } catch (error) {
    seen.failed.add(name);
    const text = `the watchdog cannot look at ${name}: ${reasonOf(error)}`;
    seen.findings.push({ key: `look:${name}`, look: name, text, graceHours: 0 });
  }
}

import { type MadeReport, makeReport } from "../../functions/report/report.ts";
import manifest from "../../package.json" with { type: "json" };
import type { ReportPayload } from "../../shared/contract/sectors-payload.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { writeWhole } from "../input/write-whole.ts";
import type { Cloud } from "./cloud.ts";

/** Makes the report page of what is stored, and writes it into a file. @throws UsageError when it cannot be written. */
export async function reportInto(
  file: string,
  cloud: Cloud,
  { payload = {}, ...of }: { payload?: ReportPayload; policies: Policies; place: CommandPlace },
): Promise<MadeReport> {
  const ports = { ...cloud, now: () => new Date() };
  const made = await makeReport(payload, ports, { ...of, version: manifest.version });
  writeWhole(file, made.html);
  return made;
}

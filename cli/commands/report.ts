import { resolve } from "node:path";
import { readPayload } from "../../functions/runtime/payload.ts";
import { reportPayloadSchema } from "../../shared/contract/sectors-payload.ts";
import { noun } from "../../shared/values/count.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { reportInto } from "../cloud/report-into.ts";
import { answerCommand, fieldsGiven } from "./answer-command.ts";

interface ReportOptions {
  sector?: SectorId[];
  out: string;
}

interface WrittenReport {
  file: string;
  bytes: number;
  sectors: SectorId[];
  problems: string[];
}

/** Adds `report`. */
export const addReport = answerCommand<ReportOptions, WrittenReport>({
  name: "report",
  description:
    "write one page of HTML: what is over its limit, since when, through whom, and what would fix it",
  examples: [
    ["report --dir .chokepoint-samples", "the samples, after npm start, into report.html"],
    ["report --sector ai --out ai.html --dir .chokepoint-samples", "one sector, into another file"],
    ["report --stack Chokepoint", "what a deployment has stored, made into a page here"],
  ],
  accept: (command) =>
    command
      .option("--sector <sector...>", "some sectors; every sector unless given")
      .option("--out <file>", "where to write the page", "report.html"),
  async answer({ options, policies, place, inCloud }) {
    const payload = readPayload(reportPayloadSchema(policies), fieldsGiven({ sectors: options.sector }));
    const { html, ...made } = await inCloud((cloud) =>
      reportInto(options.out, cloud, { payload, policies, place }),
    );
    return { file: resolve(options.out), bytes: Buffer.byteLength(html), ...made };
  },
  lines: ({ file, bytes, sectors, problems }) => [
    `written: ${file} (${Math.ceil(bytes / 1000)} kB, ${sectors.length} ${noun(sectors.length, "sector")})`,
    ...problems.map((problem) => `  not whole: ${problem}`),
  ],
  ending: ({ problems }) => (problems.length > 0 ? 1 : 0),
});

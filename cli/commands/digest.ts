import type { Command } from "commander";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { digestPayloadSchema } from "../../shared/contract/payloads.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { print, printJson } from "../terminal/output.ts";

interface DigestOptions extends CloudOptions {
  sector?: string[];
  json?: true;
}

/** Adds `digest`. */
export function addDigest(program: Command, policyFolder: PolicyFolder): void {
  program
    .command("digest")
    .description("send one calm e-mail: every sector's measures, trend, open alerts and data age")
    .option("--sector <sector...>", "some sectors; every sector unless given")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action((options: DigestOptions) => runDigest(options, policyFolder));
}

async function runDigest(options: DigestOptions, policyFolder: PolicyFolder): Promise<void> {
  const { sector, json } = options;
  const schema = digestPayloadSchema(policyFolder.policies);
  const payload = readPayload(schema, sector === undefined ? {} : { sectors: sector });
  const result = await withCloud(options, policyFolder, (cloud) => cloud.digest(payload));
  if (json === true) printJson(result);
  else print(`sent: ${result.subject}`, "", result.text);
}

import { userInfo } from "node:os";
import type { Command } from "commander";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { confirmPayloadSchema } from "../../shared/contract/import-payload.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { print, printJson } from "../terminal/output.ts";

interface ConfirmOptions extends CloudOptions {
  sector: string;
  by: string;
  reason: string;
  json?: true;
}

/** Adds `import confirm`. */
export function addImportConfirm(command: Command, policyFolder: PolicyFolder): void {
  command
    .command("confirm")
    .description("say that what an import did to a sector is as it should be: alerts may ease by it again")
    .argument("<id>", "the import, as `list imports` and the e-mail name it")
    .requiredOption("--sector <sector>", "the sector")
    .requiredOption("--reason <text>", "why, for whoever asks later")
    .option("--by <name>", "who says so", userInfo().username)
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action((id: string, options: ConfirmOptions) => runConfirm(id, options, policyFolder));
}

async function runConfirm(id: string, options: ConfirmOptions, policyFolder: PolicyFolder): Promise<void> {
  const { sector, by, reason, json, stack } = options;
  const payload = readPayload(confirmPayloadSchema, { confirm: id, sector, by, reason });
  const result = await withCloud(options, policyFolder, (cloud) => cloud.confirmImport(payload));
  if (json === true) {
    printJson(result);
    return;
  }
  const { confirmed, isNew } = result;
  const day = confirmed.confirmedAt.slice(0, 10);
  const next =
    stack === undefined
      ? `\`chokepoint recompute --sector ${sector}\` decides anew`
      : "its recompute has started";
  print(
    isNew
      ? `${sector}  import ${id} is confirmed; ${next}`
      : `${sector}  import ${id} was confirmed on ${day} by ${confirmed.by}: ${confirmed.reason}; ${next}`,
  );
}

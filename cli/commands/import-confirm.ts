import { userInfo } from "node:os";
import type { ConfirmResult } from "../../functions/import/confirm-import.ts";
import { PayloadError, readPayload } from "../../functions/runtime/payload.ts";
import { type ConfirmPayload, confirmPayloadSchema } from "../../shared/contract/import-payload.ts";
import { placeFlag } from "../../shared/text/command.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { nearest } from "../../shared/values/nearest.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { answerCommand, type Given } from "./answer-command.ts";

interface ConfirmOptions {
  sector: SectorId;
  by: string;
  reason: string;
}

/** Adds `import confirm`. */
export const addImportConfirm = answerCommand<ConfirmOptions, ConfirmResult>({
  name: "confirm",
  description: "say that what an import did to a sector is as it should be: alerts may ease by it again",
  examples: [
    [
      'import confirm 0mx004a40-a84454 --sector ai --reason "we have left this integrator"',
      "a large change is right; list imports names it by its id",
    ],
    [
      'import confirm 0mx004a40-a84454 --sector ai --reason "as planned" --stack Chokepoint',
      "the same in a deployment, which then recomputes",
    ],
  ],
  accept: (command) =>
    command
      .argument("<id>", "the import, as `list imports` and the e-mail name it")
      .requiredOption("--sector <sector>", "the sector")
      .requiredOption("--reason <text>", "why, for whoever asks later")
      .option("--by <name>", "who says so", userInfo().username),
  use: () => "changes",
  async answer({ argument, options: { sector, by, reason }, inCloud }) {
    const payload = readPayload(confirmPayloadSchema, { confirm: argument, sector, by, reason });
    return await inCloud(async (cloud) => {
      try {
        return await cloud.confirmImport(payload);
      } catch (error) {
        throw error instanceof PayloadError ? await withNearest(error, payload, cloud) : error;
      }
    });
  },
  lines: (result, given) => [confirmLine(result, given)],
});

/** The problem with an import, with the nearest one that there is. */
async function withNearest(
  { problem }: PayloadError,
  { sector, confirm }: ConfirmPayload,
  { provenance }: Cloud,
): Promise<PayloadError> {
  const known = (await provenance.of(sector)).rows.map(({ id }) => id);
  const near = problem.path[0] === "confirm" ? nearest(confirm, known) : null;
  return new PayloadError(
    near === null ? problem : { ...problem, message: `${problem.message}; nearest: ${near}` },
  );
}

function confirmLine(
  { confirmed, isNew }: ConfirmResult,
  { argument: id, options: { sector, stack }, place }: Given<ConfirmOptions>,
): string {
  const next =
    stack === undefined
      ? `\`chokepoint recompute --sector ${sector}${placeFlag(place)}\` decides anew`
      : "its recompute has started";
  if (isNew) return `${sector}  import ${id} is confirmed; ${next}`;
  const day = confirmed.confirmedAt.slice(0, 10);
  return `${sector}  import ${id} was confirmed on ${day} by ${confirmed.by}: ${confirmed.reason}; ${next}`;
}

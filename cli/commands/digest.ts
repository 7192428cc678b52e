import type { DigestResult } from "../../functions/digest/digest.ts";
import { readPayload } from "../../functions/runtime/payload.ts";
import { digestPayloadSchema } from "../../shared/contract/sectors-payload.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { answerCommand, fieldsGiven } from "./answer-command.ts";

interface DigestOptions {
  sector?: SectorId[];
}

/** Adds `digest`. */
export const addDigest = answerCommand<DigestOptions, DigestResult>({
  name: "digest",
  description: "send one calm e-mail: every sector's measures, trend, open alerts and data age",
  examples: [
    ["digest --sector ai defense --dir .chokepoint-samples", "two sectors of the samples, after npm start"],
    ["digest --stack Chokepoint", "have a deployment send it now"],
  ],
  accept: (command) => command.option("--sector <sector...>", "some sectors; every sector unless given"),
  use: () => "changes",
  async answer({ options, policies, inCloud }) {
    const payload = readPayload(digestPayloadSchema(policies), fieldsGiven({ sectors: options.sector }));
    return await inCloud((cloud) => cloud.digest(payload));
  },
  lines: ({ subject, text }) => [`sent: ${subject}`, "", text],
});

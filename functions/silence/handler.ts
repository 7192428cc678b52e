import { Logger } from "@aws-lambda-powertools/logger";
import { type AskPayload, askSchemaFor } from "../../shared/contract/ask-payload.ts";
import { policiesEnv } from "../../shared/contract/functions.ts";
import { tables } from "../../shared/contract/tables.ts";
import { groupTitles } from "../../shared/policy/item-names.ts";
import { ruleIn, wordsIn } from "../../shared/policy/policies.ts";
import type { RuleId } from "../../shared/values/identifier.ts";
import { createAssessmentReader } from "../aws/dynamo/assessment-reader.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createSilenceStore } from "../aws/dynamo/silence-store.ts";
import { readEnvironment } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { deployedPolicies } from "../runtime/policy-folder.ts";
import { type AcknowledgeResult, changeAcknowledgements } from "./acknowledge.ts";
import { changeSilences, type SilenceResult } from "./silence.ts";

const environment = readEnvironment(process.env, [tables.ledgers.env, tables.assessments.env, policiesEnv]);
const policies = deployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "silence" });

const ports = {
  ledgers: createSilenceStore(dynamo, environment.LEDGERS_TABLE),
  assessments: createAssessmentReader(dynamo, environment.ASSESSMENTS_TABLE),
  now: () => new Date(),
};

/** Writes a silence or lifts one, acknowledges an alert or withdraws that; see docs/functions.md for the payload and the answer. */
export const handler = lambda<AskPayload, SilenceResult | AcknowledgeResult>({
  logger,
  schemaOf: (event) => askSchemaFor(event, policies()),
  async run(payload) {
    const titles = groupTitles(
      ruleIn(policies(), payload.sector, ruleOf(payload)),
      wordsIn(policies(), payload.sector),
    );
    const result =
      "ack" in payload || "withdraw" in payload
        ? await changeAcknowledgements(payload, ports, titles)
        : await changeSilences(payload, ports, titles);
    logger.info(doneBy(payload), { ...payload });
    return result;
  },
});

/** The rule that a payload names; `null` for none. */
function ruleOf(payload: AskPayload): RuleId | null {
  if ("ack" in payload) return payload.ack;
  return "rule" in payload ? (payload.rule ?? null) : null;
}

function doneBy(payload: AskPayload): string {
  if ("lift" in payload) return "lifted";
  if ("withdraw" in payload) return "withdrawn";
  return "ack" in payload ? "acknowledged" : "silenced";
}

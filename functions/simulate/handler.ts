import { Logger } from "@aws-lambda-powertools/logger";
import { policiesEnv } from "../../shared/contract/functions.ts";
import { type SimulatePayload, simulatePayloadSchema } from "../../shared/contract/simulate-payload.ts";
import { tables } from "../../shared/contract/tables.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { readConfirmations } from "../aws/dynamo/confirmation-store.ts";
import { createMarkerReader } from "../aws/dynamo/marker-store.ts";
import { createSupplyStores } from "../aws/dynamo/supply-stores.ts";
import { readEnvironment } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { deployedPolicies } from "../runtime/policy-folder.ts";
import { runSimulation, type SimulateResult } from "./simulate.ts";

const environment = readEnvironment(process.env, [policiesEnv, tables.assessments.env]);
const dynamo = createDynamoClient();
const policies = deployedPolicies(environment[policiesEnv]);
const logger = new Logger({ serviceName: "simulate" });

const ports = {
  ...createSupplyStores(dynamo, process.env),
  markers: createMarkerReader(dynamo, environment.ASSESSMENTS_TABLE),
  provenance: {
    confirmed: (sector: SectorId) => readConfirmations(dynamo, environment.ASSESSMENTS_TABLE, sector),
  },
  now: () => new Date(),
};

/** Says what comes of it when someone stops, supply moves or limits change; see docs/functions.md. */
export const handler = lambda<SimulatePayload, SimulateResult>({
  logger,
  schemaOf: () => simulatePayloadSchema(policies()),
  async run(payload) {
    const result = await runSimulation(payload, ports, policies());
    logger.info("simulated", { ...payload, loss: result.scopes[0]?.loss ?? null });
    return result;
  },
});

import { Logger } from "@aws-lambda-powertools/logger";
import { policiesEnv, shardsRead, tables } from "../../shared/contract/names.ts";
import { type SimulatePayload, simulatePayloadSchema } from "../../shared/contract/payloads.ts";
import { createDynamoClient } from "../aws/dynamo/client.ts";
import { createHoldingStore } from "../aws/dynamo/holding-store.ts";
import { createLinkStore } from "../aws/dynamo/link-store.ts";
import { createPositionStore } from "../aws/dynamo/position-store.ts";
import { createRefusalStore } from "../aws/dynamo/refusal-store.ts";
import { createSupplierStore } from "../aws/dynamo/supplier-store.ts";
import { readEnvironment, readShards } from "../runtime/environment.ts";
import { lambda } from "../runtime/lambda.ts";
import { deployedPolicies } from "../runtime/policy-folder.ts";
import { runSimulation, type SimulateResult } from "./simulate.ts";

const environment = readEnvironment(process.env, [
  tables.positions.env,
  tables.suppliers.env,
  tables.links.env,
  tables.holdings.env,
  tables.assessments.env,
  policiesEnv,
]);
const policies = deployedPolicies(environment[policiesEnv]);
const dynamo = createDynamoClient();
const logger = new Logger({ serviceName: "simulate" });

const ports = {
  positions: createPositionStore(
    dynamo,
    environment.POSITIONS_TABLE,
    readShards(process.env, shardsRead.env),
  ),
  suppliers: createSupplierStore(dynamo, environment.SUPPLIERS_TABLE),
  links: createLinkStore(dynamo, environment.LINKS_TABLE),
  holdings: createHoldingStore(dynamo, environment.HOLDINGS_TABLE),
  refusals: createRefusalStore(dynamo, environment.ASSESSMENTS_TABLE),
  now: () => new Date(),
};

/** Says what a sector loses if countries, owners or suppliers stop; see docs/functions.md. */
export const handler = lambda<SimulatePayload, SimulateResult>({
  logger,
  schemaOf: () => simulatePayloadSchema(policies()),
  async run(payload) {
    const result = await runSimulation(payload, ports, policies());
    logger.info("simulated", { ...payload, loss: result.scopes[0]?.loss ?? null });
    return result;
  },
});

import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { shardsRead, tables } from "../../../shared/contract/tables.ts";
import type { RefusalStore } from "../../ports/feeds.ts";
import type { HoldingStore, LinkStore, PositionStore, SupplierStore } from "../../ports/supply.ts";
import { readEnvironment, readShards } from "../../runtime/environment.ts";
import { createHoldingStore } from "./holding-store.ts";
import { createLinkStore } from "./link-store.ts";
import { createPositionStore } from "./position-store.ts";
import { createRefusalStore } from "./refusal-store.ts";
import { createSupplierStore } from "./supplier-store.ts";

/** What the supply of a sector is read from, and what was refused of it. */
export interface SupplyStores {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  holdings: HoldingStore;
  refusals: RefusalStore;
}

/** The stores of the tables that the environment of a function names. @throws Error naming a variable that is missing. */
export function createSupplyStores(dynamo: DynamoDBClient, env: NodeJS.ProcessEnv): SupplyStores {
  const named = readEnvironment(env, [
    tables.positions.env,
    tables.suppliers.env,
    tables.links.env,
    tables.holdings.env,
    tables.assessments.env,
  ]);
  return {
    positions: createPositionStore(dynamo, named.POSITIONS_TABLE, readShards(env, shardsRead.env)),
    suppliers: createSupplierStore(dynamo, named.SUPPLIERS_TABLE),
    links: createLinkStore(dynamo, named.LINKS_TABLE),
    holdings: createHoldingStore(dynamo, named.HOLDINGS_TABLE),
    refusals: createRefusalStore(dynamo, named.ASSESSMENTS_TABLE),
  };
}

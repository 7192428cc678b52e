import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { partsPrefix } from "../../shared/contract/parts.ts";
import { silenceAttributes, type TableName, tables } from "../../shared/contract/tables.ts";
import { type Permission, sealing } from "../permissions/restricted-role.ts";
import type { SupplyTables } from "../storage/supply-tables.ts";

export function readingSupply(supply: SupplyTables): Permission[] {
  const { suppliers, links, holdings } = supply.byName;
  return [
    ...readingPositions(supply),
    { actions: ["dynamodb:Scan"], resource: suppliers.tableArn },
    { actions: ["dynamodb:Scan"], resource: links.tableArn },
    { actions: ["dynamodb:Scan"], resource: holdings.tableArn },
  ];
}

/** Reading positions by day. */
export function readingPositions({ byName: { positions } }: SupplyTables): Permission[] {
  return [
    { actions: ["dynamodb:Query"], resource: positions.tableArn },
    { actions: ["dynamodb:Query"], resource: `${positions.tableArn}/index/${tables.positions.index.name}` },
  ];
}

/** Working with what the parts of a large sector leave. */
export function workingOnParts({ bucketArn }: Bucket, key: IKey, actions: string[]): Permission[] {
  return [{ actions, resource: `${bucketArn}/${partsPrefix}*` }, sealing(key, "s3")];
}

/**
 * Reading what is stored beside the assessments of a sector: their summaries, and the records of refused rows.
 */
export function readingRefused({ byName: { assessments } }: SupplyTables): Permission {
  return { actions: ["dynamodb:Query"], resource: assessments.tableArn };
}

export function readingAndWriting({ byName }: SupplyTables, table: TableName): Permission {
  return { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resource: byName[table].tableArn };
}

/**
 * Writing the silences of a ledger and nothing else. An update may name only these attributes. A put is not
 * allowed, since it would replace the outbox.
 */
export function silencing({ byName: { ledgers } }: SupplyTables): Permission {
  return {
    actions: ["dynamodb:UpdateItem"],
    resource: ledgers.tableArn,
    conditions: {
      "ForAllValues:StringEquals": { "dynamodb:Attributes": Object.values(silenceAttributes) },
      // Without this, the condition above would allow a request that names no attributes.
      Null: { "dynamodb:Attributes": "false" },
      StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] },
    },
  };
}

/** Publishing to a topic, and using its key if it has one. */
export function publishing(topic: ITopic): Permission[] {
  const { topicArn, masterKey } = topic;
  const publish = { actions: ["sns:Publish"], resource: topicArn };
  return masterKey === undefined ? [publish] : [publish, sealing(masterKey, "sns")];
}

/** Putting events on a bus, and on no other. */
export function putting(bus: EventBus): Permission {
  return { actions: ["events:PutEvents"], resource: bus.eventBusArn };
}

import type { ITopic } from "aws-cdk-lib/aws-sns";
import { silenceAttributes, type TableName } from "../../shared/contract/names.ts";
import type { Permission } from "../permissions/restricted-role.ts";
import type { SupplyTables } from "../storage/supply-tables.ts";

export function readingSupply({ byName: { positions, suppliers, links } }: SupplyTables): Permission[] {
  return [
    { actions: ["dynamodb:Query"], resource: positions.tableArn },
    { actions: ["dynamodb:Scan"], resource: suppliers.tableArn },
    { actions: ["dynamodb:Scan"], resource: links.tableArn },
  ];
}

/** What stands beside the assessments of a sector: their summaries, and what was refused of its files. */
export function readingRefused({ byName: { assessments } }: SupplyTables): Permission {
  return { actions: ["dynamodb:Query"], resource: assessments.tableArn };
}

export function readingAndWriting({ byName }: SupplyTables, table: TableName): Permission {
  return { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resource: byName[table].tableArn };
}

/**
 * Writing silences into ledgers, and nothing else of them: an update may name these attributes only, and a put, which
 * would replace the outbox, is not allowed.
 */
export function silencing({ byName: { ledgers } }: SupplyTables): Permission {
  return {
    actions: ["dynamodb:UpdateItem"],
    resource: ledgers.tableArn,
    conditions: {
      "ForAllValues:StringEquals": { "dynamodb:Attributes": Object.values(silenceAttributes) },
      // Without attributes in the request, the condition above would hold for nothing at all.
      Null: { "dynamodb:Attributes": "false" },
      StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] },
    },
  };
}

export function publishing(topic: ITopic): Permission {
  return { actions: ["sns:Publish"], resource: topic.topicArn };
}

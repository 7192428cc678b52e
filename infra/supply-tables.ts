import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { AttributeType, BillingMode, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { type TableDefinition, type TableName, tables } from "../shared/deployment-names.ts";

export interface SupplyTablesProps {
  encryptionKey: IKey;
  /** Whether the tables stay when the stack is destroyed, and refuse to be deleted. */
  keepData: boolean;
}

/** The tables of the supply and of what was found in it: on demand, recoverable to any second of 35 days. */
export class SupplyTables extends Construct {
  readonly byName: Record<TableName, Table>;

  constructor(scope: Construct, id: string, props: SupplyTablesProps) {
    super(scope, id);
    const created = Object.entries<TableDefinition>(tables).map(([name, definition]) => {
      return [name, this.createTable(definition, props)];
    });
    this.byName = Object.fromEntries(created) as Record<TableName, Table>;
  }

  /** The environment variables that tell a function the names of these tables. */
  environment(names: TableName[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [tables[name].env, this.byName[name].tableName]));
  }

  private createTable(definition: TableDefinition, { encryptionKey, keepData }: SupplyTablesProps): Table {
    const { output, partitionKey, sortKey, expiry } = definition;
    const table = new Table(this, output, {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      ...(sortKey === undefined ? {} : { sortKey: { name: sortKey, type: AttributeType.STRING } }),
      ...(expiry === undefined ? {} : { timeToLiveAttribute: expiry }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(table).acknowledge({
      id: "NIST.800.53.R5-DynamoDBInBackupPlan",
      reason: "Every table can be restored to any second of the last 35 days, which no backup plan betters.",
    });
    return table;
  }
}

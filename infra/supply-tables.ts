import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, Billing, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { type TableDefinition, type TableName, tables } from "../shared/deployment-names.ts";

export interface SupplyTablesProps {
  keepData: boolean;
}

/** The tables of the supply and of what was found in it: on demand, recoverable to any second of 35 days. */
export class SupplyTables extends Construct {
  readonly byName: Record<TableName, TableV2>;

  constructor(scope: Construct, id: string, { keepData }: SupplyTablesProps) {
    super(scope, id);
    const created = Object.entries<TableDefinition>(tables).map(([name, definition]) => {
      return [name, this.createTable(definition, keepData)];
    });
    this.byName = Object.fromEntries(created) as Record<TableName, TableV2>;
  }

  /** The environment variables that tell a function the names of these tables. */
  environment(names: TableName[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [tables[name].env, this.byName[name].tableName]));
  }

  private createTable(
    { output, partitionKey, sortKey, expiry }: TableDefinition,
    keepData: boolean,
  ): TableV2 {
    return new TableV2(this, output, {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      ...(sortKey === undefined ? {} : { sortKey: { name: sortKey, type: AttributeType.STRING } }),
      ...(expiry === undefined ? {} : { timeToLiveAttribute: expiry }),
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

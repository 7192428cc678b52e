import { Annotations, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { type IKey, Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { shardsRead, type TableDefinition, type TableName, tables } from "../../shared/contract/tables.ts";
import type { AttachedTable } from "../config/attached-tables.ts";
import { decrypting, encrypting, type Permission } from "../permissions/restricted-role.ts";

export interface SupplyTablesProps {
  encryptionKey: IKey;
  /** Whether the tables stay when the stack is destroyed, and cannot be deleted. */
  keepData: boolean;
  /** How many shards of a sector are read. */
  shards: { read: number };
  /** Existing tables to use instead of new ones. */
  attached: Partial<Record<TableName, AttachedTable>>;
}

/** The tables for the supply and the results: on demand, recoverable to any second of the last 35 days. */
export class SupplyTables extends Construct {
  readonly byName: Record<TableName, ITable>;
  private readonly keys: Record<TableName, IKey>;
  private readonly shards: SupplyTablesProps["shards"];

  constructor(scope: Construct, id: string, props: SupplyTablesProps) {
    super(scope, id);
    this.shards = props.shards;
    const found = Object.entries<TableDefinition>(tables).map(([name, definition]) => {
      const attached = props.attached[name as TableName];
      const key = this.keyOf(attached, props);
      const table =
        attached === undefined
          ? this.createTable(definition, props)
          : Table.fromTableName(this, definition.output, attached.name);
      return { name, key, table };
    });
    this.byName = Object.fromEntries(found.map(({ name, table }) => [name, table])) as Record<
      TableName,
      ITable
    >;
    this.keys = Object.fromEntries(found.map(({ name, key }) => [name, key])) as Record<TableName, IKey>;
    if (!props.keepData) this.warnOfLoss(Object.keys(props.attached));
  }

  /** The environment variables that tell a function the names of these tables, and how positions are spread. */
  environment(names: TableName[]): Record<string, string> {
    const ofTables = names.map((name) => [tables[name].env, this.byName[name].tableName]);
    const ofShards = names.includes("positions") ? { [shardsRead.env]: String(this.shards.read) } : {};
    return { ...Object.fromEntries(ofTables), ...ofShards };
  }

  /** The key permissions for reading these tables. */
  decrypting(names: TableName[]): Permission[] {
    return this.keysOf(names).map((key) => decrypting(key, "dynamodb"));
  }

  /** The key permissions for reading and writing these tables. */
  encrypting(names: TableName[]): Permission[] {
    return this.keysOf(names).map((key) => encrypting(key, "dynamodb"));
  }

  private keysOf(names: TableName[]): IKey[] {
    return [...new Set(names.map((name) => this.keys[name]))];
  }

  /** The key of a table. All tables with the same key share one construct. */
  private keyOf(attached: AttachedTable | undefined, { encryptionKey }: SupplyTablesProps): IKey {
    const arn = attached?.key ?? null;
    if (arn === null) return encryptionKey;
    const id = `Key-${arn.slice(arn.lastIndexOf("/") + 1)}`;
    return (this.node.tryFindChild(id) as IKey | undefined) ?? Key.fromKeyArn(this, id, arn);
  }

  /** Warns that a table of the stack's own is deleted with its content when an attached table replaces it. */
  private warnOfLoss(names: string[]): void {
    if (names.length === 0) return;
    const which = names.length === 1 ? `the table of ${names[0]}` : `the tables of ${names.join(", ")}`;
    const sentence = `this stack does not keep its data: if it has ${which} of its own, that goes with everything in it`;
    Annotations.of(this).addWarningV2("chokepoint:attached-tables", sentence);
  }

  private createTable(definition: TableDefinition, { encryptionKey, keepData }: SupplyTablesProps): Table {
    const { output, partitionKey, sortKey, index, expiry } = definition;
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
    if (index !== undefined) {
      table.addLocalSecondaryIndex({
        indexName: index.name,
        sortKey: { name: index.sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...index.holds],
      });
    }
    Validations.of(table).acknowledge({
      id: "NIST.800.53.R5-DynamoDBInBackupPlan",
      reason: "Every table can be restored to any second of the last 35 days, which no backup plan betters.",
    });
    return table;
  }
}

/** The keys of a table. Both are strings. */
export interface TableDefinition {
  /** The environment variable that tells functions the table's name. */
  env: string;
  /** The stack output that tells the command line the table's name. */
  output: string;
  partitionKey: string;
  sortKey?: string;
  /** The local index: the same partitions in the order of another attribute, with just the attributes in `holds`. */
  index?: { name: string; sortKey: string; holds: readonly string[] };
  /** The attribute with the second since 1970 after which an item may be deleted; without it, items are kept. */
  expiry?: string;
}

/**
 * The tables, for infra, which creates them, for functions, which read them, and for the embedded cloud, which
 * imitates them. Positions are partitioned by sector and shard (`ai#07`), so that one sector can be read
 * without the others, and its shards in parallel. They are found by id and read by day: the index holds what a
 * recompute needs of them, and it can only be made together with its table.
 */
export const tables = {
  positions: {
    env: "POSITIONS_TABLE",
    output: "PositionsTable",
    partitionKey: "sectorShard",
    sortKey: "positionId",
    index: {
      name: "byDay",
      sortKey: "day",
      holds: [
        "supplierId",
        "item",
        "originCountry",
        "exposure",
        "periodStart",
        "program",
        "illustrative",
        "periodSource",
        "importId",
      ],
    },
  },
  suppliers: { env: "SUPPLIERS_TABLE", output: "SuppliersTable", partitionKey: "supplierId" },
  links: { env: "LINKS_TABLE", output: "LinksTable", partitionKey: "supplierId", sortKey: "inputUpstream" },
  holdings: {
    env: "HOLDINGS_TABLE",
    output: "HoldingsTable",
    partitionKey: "supplierId",
    sortKey: "kindFromHolder",
  },
  ledgers: { env: "LEDGERS_TABLE", output: "LedgersTable", partitionKey: "sector" },
  assessments: {
    env: "ASSESSMENTS_TABLE",
    output: "AssessmentsTable",
    partitionKey: "sector",
    sortKey: "assessmentKey",
    expiry: "expiresAt",
  },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof tables;

/**
 * The attributes of a ledger's item that the function `silence` may name: its key, and what a silence or an acknowledgement changes.
 * The outbox is in another attribute, so that this function cannot put anything there to be sent.
 */
export const silenceAttributes = {
  sector: tables.ledgers.partitionKey,
  schemaVersion: "schemaVersion",
  version: "version",
  writeId: "writeId",
  silences: "silences",
} as const;

/**
 * How many shards the positions of a sector are spread over at first. More are added in series of as many: new positions go
 * into the newest series, and those that are stored stay where they are.
 */
export const POSITION_SHARDS = 16;

/**
 * How many shards are read, and how many are written to, in whole series; as many as at first unless set. More must be read
 * before more are written to: a function that still runs while others are deployed would miss positions.
 */
export const shardsRead = { env: "SHARDS_READ", output: "ShardsRead" } as const;
export const shardsWritten = { env: "SHARDS_WRITTEN", output: "ShardsWritten" } as const;

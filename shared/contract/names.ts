import { fileKinds } from "../imports/file-kind.ts";

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

/** The topics, with their environment variables and stack outputs. */
export const alertTopic = { env: "ALERT_TOPIC_ARN", output: "AlertTopicArn" } as const;
export const operationsTopic = { env: "OPERATIONS_TOPIC_ARN", output: "OperationsTopicArn" } as const;

/** The bus for the changes of alerts, with its environment variable and stack output. */
export const eventBus = { env: "EVENTS_BUS", output: "EventsBus" } as const;

/** The source of every event on it. */
export const busSource = "chokepoint";

/** The topic for chats, where one is deployed. */
export const chatTopic = { output: "ChatTopic" } as const;

/** The queue for messages of both topics that could not be delivered to a subscriber. */
export const undeliveredQueue = { output: "UndeliveredQueue" } as const;

/** The functions, with their stack outputs. */
export const functionOutputs = {
  recompute: "RecomputeFunction",
  simulate: "SimulateFunction",
  silence: "SilenceFunction",
  digest: "DigestFunction",
  watchdog: "WatchdogFunction",
  import: "ImportFunction",
  fold: "FoldFunction",
  report: "ReportFunction",
} as const;

/** The metrics of a recompute, each with the dimensions `service`, `stack` and `sector`. */
export const metricNamespace = "Chokepoint";
export const metricNames = {
  /** 1 for each run that succeeded, with or without news. */
  recomputed: "Recomputed",
  duration: "Duration",
  openAlerts: "OpenAlerts",
  positions: "Positions",
  /** 1 when the assessment is incomplete, otherwise 0. */
  incomplete: "Incomplete",
  /** Days from the newest position to the day of the run. */
  dataAge: "DataAgeDays",
  exposure: "Exposure",
  ownerHhi: "OwnerHHI",
  originHhi: "OriginHHI",
  chinaDirect: "ChinaDirectShare",
  chinaLookThrough: "ChinaLookThroughShare",
} as const;

/** The metrics of the watchdog, each with the dimensions `service` and `stack`: what each look counts. */
export const watchMetricNames = {
  /** Files that were refused, in whole or in part, and that no later version has corrected. */
  brokenFeeds: "BrokenFeeds",
  /** Sectors whose last assessment is incomplete. */
  incompleteSectors: "IncompleteSectors",
} as const;

/** The most memory in MB that a function has used since its start, with the dimensions `service` and `stack`. */
export const memoryMetricName = "MaxMemoryMB";

/** The estimated size in GB of the largest shard that an import has written to, with the dimensions `service` and `stack`. */
export const shardSizeMetricName = "LargestShardGB";

/** The bucket for files to import, with its stack output. */
export const importBucket = { output: "ImportBucket" } as const;

/** The prefixes of keys of files to import. */
export const importPrefixes = fileKinds.map((kind) => `${kind}/` as const);

/** The prefix of keys under which an import writes what it rejected. Nothing here is ever imported. */
export const rejectsPrefix = "rejects/";

/** The events of S3 in EventBridge that start the import. */
export const objectCreated = "Object Created";
export const objectDeleted = "Object Deleted";

/** The bucket of the report pages, one for each sector. */
export const reportsBucket = { env: "REPORTS_BUCKET", output: "ReportsBucket" } as const;
export const reportsPrefix = "reports/";

/** The bucket of the event log: under the first prefix a file for each day, under the other how far they are written. */
export const eventLogBucket = { env: "EVENT_LOG_BUCKET", output: "EventLogBucket" } as const;
export const eventFilesPrefix = "events/";
export const eventIndexPrefix = "index/";

/** The function that a recompute starts at its end. */
export const reportFunctionEnv = "REPORT_FUNCTION";

/** The function that an import starts at its end. */
export const recomputeFunctionEnv = "RECOMPUTE_FUNCTION";

/** Environment variables that say what is deployed. */
export const versionEnv = "CHOKEPOINT_VERSION";
export const stackEnv = "CHOKEPOINT_STACK";

/** How commands of messages call Chokepoint, where that is not the usual call. */
export const callEnv = "CHOKEPOINT_COMMAND";

/** In the embedded cloud: the data folder that the commands of messages should name. */
export const dataFolderEnv = "CHOKEPOINT_DIR";

/** In the embedded cloud: the folder of policies that the commands of messages should name. */
export const namedPoliciesEnv = "CHOKEPOINT_NAMED_POLICIES";

/** The folder of the policies: one JSON file for each sector. */
export const policiesEnv = "CHOKEPOINT_POLICIES";

/** After how many days assessments and the history of alerts are deleted; never unless set. */
export const historyDaysEnv = "HISTORY_DAYS";

/** After how many days without a newer assessment a sector counts as stale. */
export const staleDaysEnv = "STALE_AFTER_DAYS";

/** How a bulletin can reach its subscribers. */
export const protocols = ["email", "sms", "https", "sqs"] as const;
export type Protocol = (typeof protocols)[number];

/**
 * The deployed subscribers of the alert topic: `protocol=endpoint`, separated by spaces. The environment is
 * small, and as JSON only half as many would fit.
 */
export const subscribersEnv = "SUBSCRIBERS";

/** The e-mail addresses that were deployed on the operations topic, separated by spaces. */
export const operatorsEnv = "OPERATORS";

/** The address of a page as SNS lists it, without a password. */
export function withoutPassword(endpoint: string): string {
  return endpoint.replace(/^(https?:\/\/[^:@/]*):[^@/]*@/, "$1:****@");
}

/** The state machine that folds the parts of a large sector, by its ARN. */
export const partsMachineEnv = "PARTS_MACHINE";

/** A sector with more positions than this in its window is folded in parts. */
export const partsAboveEnv = "PARTS_ABOVE";

/** The bucket for what parts leave to be added up, and the prefix of their keys. */
export const partsBucketEnv = "PARTS_BUCKET";
export const partsPrefix = "folds/";

/** The most parts that are folded at once: in an inline map of Step Functions, and in a distributed one. */
export const MOST_INLINE = 40;
export const MOST_DISTRIBUTED = 200;

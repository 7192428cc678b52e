import { fileKinds } from "../imports/file-kind.ts";

/** How a table is keyed. Both keys are strings. */
export interface TableDefinition {
  /** The environment variable through which functions learn the table's name. */
  env: string;
  /** The stack output through which the command line learns it. */
  output: string;
  partitionKey: string;
  sortKey?: string;
  /** The attribute with the second since 1970 after which an item may go; without it all are kept. */
  expiry?: string;
}

/**
 * The tables, as infra creates them, functions read them and the embedded cloud imitates them.
 * Positions are partitioned by sector and shard (`ai#07`), so that a sector is read without touching another and
 * its shards can be read at the same time.
 */
export const tables = {
  positions: {
    env: "POSITIONS_TABLE",
    output: "PositionsTable",
    partitionKey: "sectorShard",
    sortKey: "positionId",
  },
  suppliers: { env: "SUPPLIERS_TABLE", output: "SuppliersTable", partitionKey: "supplierId" },
  links: { env: "LINKS_TABLE", output: "LinksTable", partitionKey: "supplierId", sortKey: "inputUpstream" },
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
 * The attributes of a ledger's item that whoever silences may name: its key, and what a silence changes. The outbox
 * stands in another one, so that the role that silences can put nothing there to be sent.
 */
export const silenceAttributes = {
  sector: tables.ledgers.partitionKey,
  schemaVersion: "schemaVersion",
  version: "version",
  writeId: "writeId",
  silences: "silences",
} as const;

/** How many shards a sector's positions are spread over. Changing it means importing every position again. */
export const POSITION_SHARDS = 16;

/** The topics, each by its environment variable and stack output. */
export const alertTopic = { env: "ALERT_TOPIC_ARN", output: "AlertTopicArn" } as const;
export const operationsTopic = { env: "OPERATIONS_TOPIC_ARN", output: "OperationsTopicArn" } as const;

/** Where messages of both topics wait that a subscriber could not be handed. */
export const undeliveredQueue = { output: "UndeliveredQueue" } as const;

/** The functions, by their stack outputs. */
export const functionOutputs = {
  recompute: "RecomputeFunction",
  simulate: "SimulateFunction",
  silence: "SilenceFunction",
  digest: "DigestFunction",
  watchdog: "WatchdogFunction",
  import: "ImportFunction",
} as const;

/** The metrics of a recompute, each with the dimensions `service`, `stack` and `sector`. */
export const metricNamespace = "Chokepoint";
export const metricNames = {
  /** 1 for each run that ended well, whether anything was new or not. */
  recomputed: "Recomputed",
  duration: "Duration",
  openAlerts: "OpenAlerts",
  positions: "Positions",
  /** 1 where the assessment is incomplete, else 0. */
  incomplete: "Incomplete",
  /** Days from the newest position to the day that the run is as of. */
  dataAge: "DataAgeDays",
  exposure: "Exposure",
  ownerHhi: "OwnerHHI",
  originHhi: "OriginHHI",
  chinaDirect: "ChinaDirectShare",
  chinaLookThrough: "ChinaLookThroughShare",
} as const;

/** The metrics of the watchdog, each with the dimensions `service` and `stack`: what stands at each look. */
export const watchMetricNames = {
  /** Files for the import that were refused, wholly or in part, and that no later one has mended. */
  brokenFeeds: "BrokenFeeds",
  /** Sectors of which the last assessment is incomplete. */
  incompleteSectors: "IncompleteSectors",
} as const;

/** The most memory in MB that a function has used since it was started, with the dimensions `service` and `stack`. */
export const memoryMetricName = "MaxMemoryMB";

/** Where files are put for import, by the stack output of the bucket. */
export const importBucket = { output: "ImportBucket" } as const;

/** What the keys of files for import begin with. */
export const importPrefixes = fileKinds.map((kind) => `${kind}/` as const);

/** What the keys begin with under which an import writes what it rejected. Nothing here is ever imported. */
export const rejectsPrefix = "rejects/";

/** What S3 tells through EventBridge that the import listens to. */
export const objectCreated = "Object Created";
export const objectDeleted = "Object Deleted";

/** The function that an import starts when it is done. */
export const recomputeFunctionEnv = "RECOMPUTE_FUNCTION";

/** Environment variables that say what is deployed. */
export const versionEnv = "CHOKEPOINT_VERSION";
export const stackEnv = "CHOKEPOINT_STACK";

/** The folder of the policies: one JSON file for each sector. */
export const policiesEnv = "CHOKEPOINT_POLICIES";

/** After how many days assessments and the history of alerts go; never unless set. */
export const historyDaysEnv = "HISTORY_DAYS";

/** After how many days without a newer assessment a sector counts as stale. */
export const staleDaysEnv = "STALE_AFTER_DAYS";

/** How a bulletin can reach its subscribers. */
export const protocols = ["email", "sms", "https", "sqs"] as const;
export type Protocol = (typeof protocols)[number];

/**
 * Who was deployed as a subscriber of the alert topic: `protocol=endpoint`, separated by spaces. An environment is small, and
 * JSON would let in half as many.
 */
export const subscribersEnv = "SUBSCRIBERS";

/** The e-mail addresses that were deployed on the operations topic, separated by spaces. */
export const operatorsEnv = "OPERATORS";

/** The address of a page as SNS lists it: a password in it is not shown. */
export function withoutPassword(endpoint: string): string {
  return endpoint.replace(/^(https?:\/\/[^:@/]*):[^@/]*@/, "$1:****@");
}

import { fileKinds } from "../imports/file-kind.ts";

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

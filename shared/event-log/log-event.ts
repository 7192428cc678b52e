import * as z from "zod";
import { alertEvents, alertSchema } from "../alerts/alert.ts";
import { fileKinds } from "../imports/file-kind.ts";
import { importOriginSchema } from "../imports/record.ts";
import { changedRowsSchema } from "../imports/written.ts";
import { levels } from "../policy/level.ts";
import { daySchema } from "../values/day.ts";
import { boundsSchema } from "../values/interval.ts";
import { common, subject } from "./line-fields.ts";
import { findingLine, testLine } from "./watchdog-line.ts";

const alertLine = z.strictObject({
  ...common,
  kind: z.literal("alert"),
  asOf: daySchema.describe("the day that the run was for"),
  ...subject,
  event: z.enum(alertEvents),
  before: z.enum(levels).nullable().describe("the level before; null where it is not stored"),
  level: z.enum(levels).describe("the level after"),
  observed: boundsSchema.nullable().describe("certain and possible value; an upper bound of null is none"),
  limit: z.number().nullable(),
  told: z.boolean().describe("whether readers are told: it stands in a bulletin"),
  heldBack: z
    .enum(["silence", "quiet"])
    .nullable()
    .describe("why readers are not told: a silence, or a rule that is quiet about what is possible"),
  silence: z.string().nullable().describe("the id of the silence that hides it"),
  reason: z.string(),
  assessment: z.string().nullable().describe("the id of the assessment; null where it is not stored"),
  bulletin: z
    .string()
    .nullable()
    .describe("the id of the bulletin that tells it; null where none does or it is not stored"),
  alert: alertSchema
    .nullable()
    .optional()
    .describe(
      "the alert as the ledger remembers it afterwards; null when it is forgotten, absent where it is not stored",
    ),
});

const why = z.string().optional().describe("why, in the words of who asked; absent where it is not stored");

const silenceLine = z.strictObject({
  ...common,
  kind: z.literal("silence"),
  asOf: daySchema,
  ...subject,
  event: z.enum(["silenced", "lifted"]),
  silence: z.string(),
  by: z.string().nullable(),
  reason: z.string(),
  until: daySchema.optional().describe("the day until which it was asked for; absent where it is not stored"),
  why,
});

const acknowledgementLine = z.strictObject({
  ...common,
  kind: z.literal("acknowledgement"),
  asOf: daySchema,
  ...subject,
  event: z.enum(["acknowledged", "unacknowledged"]),
  level: z.enum(levels),
  acknowledgement: z.string(),
  by: z.string().nullable(),
  reason: z.string(),
  until: daySchema
    .nullable()
    .optional()
    .describe("the day until which it was asked for; null for no such day, absent where it is not stored"),
  why,
});

const assessmentLine = z.strictObject({
  ...common,
  kind: z.literal("assessment"),
  asOf: daySchema,
  assessment: z.string().describe("its id, a digest of all that it is made of"),
  policyHash: z.string(),
  positions: z.number(),
  exposure: z.number(),
  unit: z.string(),
  incomplete: z.boolean(),
  rules: z
    .array(z.strictObject({ ...subject, rule: z.string(), observed: boundsSchema.nullable() }))
    .describe("what each rule found, whether it is an alert or not"),
});

const policyLine = z.strictObject({
  ...common,
  kind: z.literal("policy"),
  asOf: daySchema,
  assessment: z.string().describe("the first assessment by this policy"),
  policyHash: z.string(),
  before: z
    .string()
    .nullable()
    .describe("the hash of the policy before; null for the first one that is known"),
});

const importLine = z.strictObject({
  ...common,
  kind: z.literal("import"),
  import: z.string().describe("the id of the import"),
  table: z.enum(fileKinds),
  file: z.string(),
  from: importOriginSchema,
  digest: z.string().describe("the SHA-256 of the file"),
  endedAt: z.iso.datetime().nullable().describe("null for an import that is under way, or was stopped"),
  rows: changedRowsSchema.describe("what it changed; of one that has not ended, at most"),
  everySector: z
    .boolean()
    .describe("whether it is about suppliers, links or holdings, which all sectors share"),
});

const publicationLine = z.strictObject({
  ...common,
  at: z.iso.datetime().describe("the instant at which SNS had the bulletin"),
  kind: z.literal("publication"),
  bulletin: z.string().describe("the id of the bulletin"),
});

/** One line of the event log. */
export const logEventSchema = z.discriminatedUnion("kind", [
  alertLine,
  silenceLine,
  acknowledgementLine,
  assessmentLine,
  policyLine,
  importLine,
  publicationLine,
  findingLine,
  testLine,
]);
export type LogEvent = z.infer<typeof logEventSchema>;
export type AlertLine = z.infer<typeof alertLine>;

/** The kinds of lines, in the order in which those of one instant stand. */
export const logKinds = [
  "import",
  "policy",
  "assessment",
  "alert",
  "silence",
  "acknowledgement",
  "publication",
  "finding",
  "test",
] as const satisfies LogEvent["kind"][];

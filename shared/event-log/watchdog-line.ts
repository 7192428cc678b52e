import * as z from "zod";
import { levels } from "../policy/level.ts";
import type { StoredForm } from "../values/stored.ts";
import { common } from "./line-fields.ts";

/** What became of a finding: told for the first time, told again because it lasts, over. */
export const findingEvents = ["found", "still", "solved"] as const;

export const findingLine = z.strictObject({
  ...common,
  sector: z
    .string()
    .nullable()
    .describe("the sector that it is about; null when it is about none, or about several"),
  at: z.iso.datetime().describe("when it was told"),
  kind: z.literal("finding"),
  finding: z.string().describe("what identifies it as long as it lasts"),
  event: z.enum(findingEvents).describe("told for the first time, told again, or over"),
  since: z.iso.datetime().describe("when a look found it first"),
  text: z.string(),
  message: z.string().describe("the id of the message that told it"),
});

export type FindingLine = z.infer<typeof findingLine>;

/** A line about a finding as it is stored. Fields that only a later version knows are ignored. */
export const storedFindingSchema = z.object(findingLine.shape);

export const testLine = z.strictObject({
  ...common,
  sector: z.string().nullable().describe("null for a message to operations"),
  at: z.iso.datetime().describe("when it was asked for"),
  kind: z.literal("test"),
  topic: z.enum(["alerts", "operations"]),
  level: z.enum(levels).nullable().describe("of the alert that it looks like; null for operations"),
  rule: z.string().nullable(),
  monthly: z.boolean().describe("whether a schedule asked for it"),
  message: z.string().describe("the id of the message"),
});

/** What the watchdog has sent by itself, as lines: findings and test messages. */
export type WatchdogLine = FindingLine | z.infer<typeof testLine>;

/** The stored form of such a line. Its version stands in its own `schemaVersion`. */
export const watchdogLineForm: StoredForm<WatchdogLine> = {
  version: 1,
  schema: z.discriminatedUnion("kind", [storedFindingSchema, z.object(testLine.shape)]),
};

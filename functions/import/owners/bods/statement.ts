import * as z from "zod";
import type { Rejection } from "../../files/row.ts";

const text = z.string().max(1000);
const countrySchema = z.object({ code: z.string().optional(), name: z.string().optional() });

const identifierSchema = z.object({
  id: text.optional(),
  scheme: text.optional(),
  schemeName: text.optional(),
});

const addressSchema = z.object({ type: z.string().optional(), country: countrySchema.optional() });

/** What is read of the details of an entity. */
export const entityDetailsSchema = z.object({
  entityType: z.object({ type: z.string() }).optional(),
  name: z.string().optional(),
  jurisdiction: countrySchema.optional(),
  identifiers: z.array(identifierSchema).optional(),
  addresses: z.array(addressSchema).optional(),
});
export type EntityDetails = z.infer<typeof entityDetailsSchema>;

/** What is read of the details of a person: neither names nor documents. */
export const personDetailsSchema = z.object({
  personType: z.string().optional(),
  nationalities: z.array(countrySchema).optional(),
});
export type PersonDetails = z.infer<typeof personDetailsSchema>;

const percent = z
  .number()
  .min(0, "must be between 0 and 100")
  .max(100, "must be between 0 and 100")
  .optional();

const interestSchema = z.object({
  type: z.string().max(100).optional(),
  directOrIndirect: z.string().optional(),
  share: z
    .object({
      exact: percent,
      minimum: percent,
      maximum: percent,
      exclusiveMinimum: percent,
      exclusiveMaximum: percent,
    })
    .optional(),
  startDate: z.iso.date("must be a day like 2026-07-31").optional(),
  endDate: z.iso.date("must be a day like 2026-07-31").optional(),
});
export type Interest = z.infer<typeof interestSchema>;

const unspecifiedSchema = z.object({ reason: z.string().max(100) });
const partySchema = z.union([z.string().min(1).max(1000), unspecifiedSchema], {
  error: "must be a recordId, or an object with a reason",
});

/** What is read of the details of a relationship. */
export const relationshipDetailsSchema = z.object({
  componentRecords: z.array(z.string()).optional(),
  subject: partySchema,
  interestedParty: partySchema,
  interests: z.array(interestSchema).optional(),
});
export type RelationshipDetails = z.infer<typeof relationshipDetailsSchema>;

/** A statement of BODS 0.4, its details still as they came. */
export const statementSchema = z.object({
  recordId: z.string().min(1).max(1000),
  recordType: z.string().max(100),
  recordStatus: z.string().optional(),
  statementDate: z.string().max(100).default(""),
  recordDetails: z.unknown(),
  publicationDetails: z
    .object({
      bodsVersion: z.string().optional(),
      publisher: z.object({ name: z.string().optional() }).optional(),
    })
    .optional(),
});
export type Statement = z.infer<typeof statementSchema>;

/** Why a statement is refused: the first field that is wrong, and why. */
export function refusedStatement(line: number, { issues: [issue] }: z.ZodError, under: string): Rejection {
  const path = [...(under === "" ? [] : [under]), ...(issue?.path ?? [])].map(String).join(".");
  const reason = issue?.message ?? "is not valid";
  return { line, column: path === "" ? null : path, reason, kind: reason };
}

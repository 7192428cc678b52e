import * as z from "zod";
import type { Position } from "../supply/position.ts";
import { asMinor, exposureSchema, type Minor } from "../values/exposure.ts";

const partySchema = z.strictObject({
  supplierId: z.string().nullable(),
  originCountry: z.string().nullable(),
});

const reassignedSchema = z.strictObject({
  item: z.string(),
  program: z.string().nullable(),
  date: z.string().nullable(),
  periodStart: z.string().nullable(),
  /** The import that had brought the positions; `null` when it is not known. */
  broughtBy: z.string().nullable(),
  from: partySchema,
  to: partySchema,
  positions: z.int().positive(),
  /** In minor units. Of a position whose exposure changed as well, the smaller one: no more than that has changed hands. */
  exposure: exposureSchema,
});

/**
 * Positions of one item, program and day that an import gave another supplier or another country of origin, and nothing else but
 * perhaps another exposure.
 */
export type Reassigned = z.infer<typeof reassignedSchema>;

/** Who supplies positions, and where they are made; `null` is unknown. */
type ReassignedParty = Reassigned["from"];

const keptSchema = z.strictObject({ schemaVersion: z.literal(1), reassigned: z.array(reassignedSchema) });

/** The stored form of what an import reassigned. Its version stands in it. */
export const reassignedForm = { version: 1, schema: keptSchema };

/** Adds up what an import reassigns while it writes; `null` once it is too much to be stored. */
export interface ReassignedSums {
  byContent: Map<string, Reassigned> | null;
}

// Compressed, they take some 20 bytes each, and an item of the store holds 400 kB.
const MOST_REASSIGNED = 10_000;

type ReassignedPosition = Pick<
  Position,
  "item" | "program" | "date" | "periodStart" | "supplierId" | "originCountry" | "exposure"
>;

/** Notes a position that an import is about to change, if only its supplier, origin and exposure change. */
export function noteReassigned(
  sums: ReassignedSums,
  before: ReassignedPosition,
  after: ReassignedPosition,
  broughtBy: string | null,
): void {
  if (sums.byContent === null || !isReassigned(before, after)) return;
  const { item, program, date, periodStart } = after;
  const content = { item, program, date, periodStart, broughtBy, from: partyOf(before), to: partyOf(after) };
  const key = JSON.stringify(content);
  const { positions = 0, exposure = asMinor(0) } = sums.byContent.get(key) ?? {};
  const more: Minor = asMinor(Math.min(before.exposure, after.exposure));
  sums.byContent.set(key, {
    ...content,
    positions: positions + 1,
    exposure: asMinor(Math.min(Number.MAX_SAFE_INTEGER, exposure + more)),
  });
  if (sums.byContent.size > MOST_REASSIGNED) sums.byContent = null;
}

function isReassigned(before: ReassignedPosition, after: ReassignedPosition): boolean {
  const isSame = (["item", "program", "date", "periodStart"] as const).every(
    (field) => before[field] === after[field],
  );
  return isSame && (before.supplierId !== after.supplierId || before.originCountry !== after.originCountry);
}

function partyOf({ supplierId, originCountry }: ReassignedParty): ReassignedParty {
  return { supplierId, originCountry };
}

import * as z from "zod";
import { importMarkerForm } from "../imports/marker.ts";
import { unreadableItemSchema } from "../supply/unreadable.ts";
import { addDays, type Day, daySchema, daysBetween, type Window } from "../values/day.ts";
import { exposureSchema } from "../values/exposure.ts";
import { sectorIdSchema } from "../values/identifier.ts";
import { formOf, type StoredForm } from "../values/stored.ts";

/**
 * A part of a sector's positions that one function folds: some days of a shard. Both days belong to it. Without `from` it
 * begins with the first day; without `to` it goes on without an end, and has the positions without a day.
 */
export interface Part {
  shard: number;
  from: Day | null;
  to: Day | null;
}

const windowFields = () => ({
  asOf: daySchema,
  windowDays: z.int().positive(),
  end: daySchema,
  after: daySchema,
  tellsImports: z.literal(true).exactOptional(),
  withoutCells: z.literal(true).exactOptional(),
});
const windowSchema = (): z.ZodType<Window> =>
  z.strictObject({ ...windowFields(), comparedWith: z.strictObject(windowFields()).exactOptional() });
const markersSchema = () => z.array(importMarkerForm.schema);

/** What one run folds in parts, and from what state of the sector it began. */
const partsPlanSchema = () =>
  z.strictObject({
    schemaVersion: z.literal(1),
    sector: sectorIdSchema,
    /** Names the run; no other run of the sector has the same name. */
    run: z.string().regex(/^[\w-]{1,64}$/),
    request: z.strictObject({
      asOf: daySchema,
      windowDays: z.int().positive(),
      dryRun: z.boolean(),
      force: z.boolean(),
    }),
    /** How often runs had decided when this one began. When another one has decided since, it may have read older data. */
    decisions: z.int().nonnegative(),
    windows: z.array(windowSchema()),
    /** A position above this exposure, in minor units, is left out and counts as unreadable: the sums would not be exact. */
    most: exposureSchema,
    /** The imports that were found before the first part was read. */
    imports: z.strictObject({
      underWay: markersSchema(),
      stopped: markersSchema(),
      ended: markersSchema(),
      settled: markersSchema(),
      markers: markersSchema(),
      unreadable: z.strictObject({ count: z.int(), first: z.array(unreadableItemSchema) }),
    }),
    parts: z.array(
      z.strictObject({ shard: z.int().nonnegative(), from: daySchema.nullable(), to: daySchema.nullable() }),
    ),
    /** How often it was begun anew, since another run or an import was faster. */
    attempt: z.int().nonnegative(),
  });
export type PartsPlan = z.infer<ReturnType<typeof partsPlanSchema>>;

/** The stored form of a plan. */
export const partsPlanForm: StoredForm<PartsPlan> = formOf(1, partsPlanSchema);

/**
 * Divides some days of all shards into parts of about equal numbers of days, so that a part holds about `perPart` of
 * `positions` when they are spread evenly. Every position belongs to exactly one part.
 */
export function partsOf(
  { after, end }: { after: Day; end: Day },
  { shards, positions, perPart }: { shards: number; positions: number; perPart: number },
): Part[] {
  const days = Math.max(1, daysBetween(after, end));
  const slices = Math.min(days, MOST_SLICES, Math.max(1, Math.ceil(positions / shards / perPart)));
  const firstDays = Array.from({ length: slices }, (_, slice) =>
    addDays(after, 1 + Math.floor((slice * days) / slices)),
  );
  return Array.from({ length: shards }, (_, shard) =>
    firstDays.map((from, slice) => {
      const next = firstDays[slice + 1];
      return { shard, from, to: next === undefined ? null : addDays(next, -1) };
    }),
  ).flat();
}

// All parts stand in one message to Step Functions, which may have 256 kB.
const MOST_SLICES = 100;

import * as z from "zod";
import type { BroughtCell } from "../supply/brought.ts";
import { type Link, linkSchema } from "../supply/link.ts";
import { type Supplier, supplierSchema } from "../supply/supplier.ts";
import { daySchema } from "../values/day.ts";
import { exposureSchema, unitSchema } from "../values/exposure.ts";
import type { StoredForm } from "../values/stored.ts";

/** A cell as it is kept: item, supplier, origin, program, import, exposure in minor units. */
const cellSchema = z.tuple([
  z.string(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  exposureSchema,
]);

/**
 * What an assessment stood on, kept so that a later one can say what has come, gone and been edited since, and by which
 * import. `cells`, `suppliers` and `links` are `null` where they were too many to keep.
 */
const basisSchema = z.strictObject({
  schemaVersion: z.literal(1),
  sector: z.string(),
  /** The id of the assessment. */
  assessment: z.string(),
  asOf: daySchema,
  windowDays: z.int().positive(),
  windowEnd: daySchema,
  unit: unitSchema,
  readAt: z.iso.datetime(),
  /** Exposure in the window, in minor units. */
  exposure: exposureSchema,
  cells: z.array(cellSchema).nullable(),
  /** Exposure by import; of none for rows that no import is known to have brought. */
  imports: z.array(z.tuple([z.string().nullable(), exposureSchema])),
  /** Everybody whom the positions reach through tiers and owners, and the links between them. */
  suppliers: z.array(supplierSchema).nullable(),
  links: z.array(linkSchema).nullable(),
});
export type Basis = z.infer<typeof basisSchema>;

/** Bases as they are stored. */
export const basisForm: StoredForm<Basis> = { version: 1, schema: basisSchema };

/** The cells of a basis by import; `null` where they were too many. */
export function cellsOf({ cells }: Pick<Basis, "cells">): BroughtCell[] | null {
  return (
    cells?.map(([item, supplierId, originCountry, program, importId, exposure]) => {
      return { item, supplierId, originCountry, program, importId, exposure };
    }) ?? null
  );
}

/** What a basis keeps of cells, in a fixed order. */
export function keptCells(brought: ReadonlyMap<string, BroughtCell> | null): Basis["cells"] {
  if (brought === null) return null;
  return [...brought.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { item, supplierId, originCountry, program, importId, exposure }]) => {
      return [item, supplierId, originCountry, program, importId, exposure];
    });
}

// More would not fit into one item, and nobody would read what changed of them.
const MOST_KEPT = 10_000;

/** Rows that a basis keeps; `null` of too many. */
export function keptRows<Row extends Supplier | Link>(rows: Row[]): Row[] | null {
  return rows.length > MOST_KEPT ? null : rows;
}

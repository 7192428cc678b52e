import * as z from "zod";
import type { BroughtCell } from "../supply/brought.ts";
import { type Link, linkSchema } from "../supply/link.ts";
import { heldSupplierSchema, type Supplier } from "../supply/supplier.ts";
import { daySchema } from "../values/day.ts";
import { exposureSchema, unitSchema } from "../values/exposure.ts";
import { formOf, type StoredForm } from "../values/stored.ts";
import { missingImportSchema } from "./missing.ts";

/** A stored cell: item, supplier, origin, program, import, exposure in minor units. */
const cellSchema = () =>
  z.tuple([
    z.string(),
    z.string().nullable(),
    z.string().nullable(),
    z.string().nullable(),
    z.string().nullable(),
    exposureSchema,
  ]);

/** Goods that a restricted list named: of these items, made in `origins` or anywhere but in `originsExcept`. */
const goodsSchema = () =>
  z.strictObject({
    list: z.string(),
    entity: z.string(),
    items: z.array(z.string()),
    origins: z.array(z.string()).exactOptional(),
    originsExcept: z.array(z.string()).exactOptional(),
  });

/**
 * The data that an assessment was made from. It is stored so that a later assessment can say what was added,
 * removed and edited since, and by which import. `cells`, `suppliers` and `links` are `null` when there were
 * too many to store.
 */
const basisSchema = () =>
  z.strictObject({
    schemaVersion: z.literal(1),
    sector: z.string(),
    /** The id of the assessment. */
    assessment: z.string(),
    asOf: daySchema,
    windowDays: z.int().positive(),
    windowEnd: daySchema,
    unit: unitSchema,
    /** When the reading of it began: an import that ended later may be in it, or not. */
    readAt: z.iso.datetime(),
    /** The exposure in the window, in minor units. */
    exposure: exposureSchema,
    cells: z.array(cellSchema()).nullable(),
    /** Exposure by import, in minor units; `null` stands for rows whose import is not known. */
    imports: z.array(z.tuple([z.string().nullable(), exposureSchema])),
    /** All suppliers that the positions reach through tiers and owners, and the links between them. */
    suppliers: z.array(heldSupplierSchema).nullable(),
    links: z.array(linkSchema).nullable(),
    /**
     * For each day as of which rules looked at restricted lists: the suppliers whose lists were others than those
     * of their rows. Absent when no rule names a list, and in a basis of an earlier version, which took the lists
     * of the rows.
     */
    listings: z
      .array(
        z.strictObject({
          day: daySchema,
          suppliers: z.array(z.tuple([z.string(), z.array(z.string())])),
          /** The goods that lists named. Absent when they named none. */
          goods: z.array(goodsSchema()).exactOptional(),
        }),
      )
      .exactOptional(),
    /** What had left the sector without an import, and was still missing. Absent when nothing was. */
    missing: z.array(missingImportSchema).exactOptional(),
  });
export type Basis = z.infer<ReturnType<typeof basisSchema>>;

/** The stored form of a basis. */
export const basisForm: StoredForm<Basis> = formOf(1, basisSchema);

/** The cells of a basis by import; `null` when there were too many. */
export function cellsOf({ cells }: Pick<Basis, "cells">): BroughtCell[] | null {
  return (
    cells?.map(([item, supplierId, originCountry, program, importId, exposure]) => {
      return { item, supplierId, originCountry, program, importId, exposure };
    }) ?? null
  );
}

/** The cells in the form that a basis stores, in a fixed order. */
export function keptCells(brought: ReadonlyMap<string, BroughtCell> | null): Basis["cells"] {
  if (brought === null) return null;
  return [...brought.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { item, supplierId, originCountry, program, importId, exposure }]) => {
      return [item, supplierId, originCountry, program, importId, exposure];
    });
}

// More rows would not fit into one item, and nobody would read so many changes.
const MOST_KEPT = 10_000;

/** The rows that a basis stores; `null` when there are too many. */
export function keptRows<Row extends Supplier | Link>(rows: Row[]): Row[] | null {
  return rows.length > MOST_KEPT ? null : rows;
}

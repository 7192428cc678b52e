import * as z from "zod";
import { type Policies, unitFor } from "../../../shared/policy/policies.ts";
import { type Link, linkSchema } from "../../../shared/supply/link.ts";
import { knownPlaces } from "../../../shared/supply/place.ts";
import { type Position, positionSchema } from "../../../shared/supply/position.ts";
import { type Supplier, supplierSchema } from "../../../shared/supply/supplier.ts";
import { timesOf } from "../../../shared/supply/times.ts";
import type { Unit } from "../../../shared/values/exposure.ts";
import { identifierSchema, kebabCaseSchema } from "../../../shared/values/identifier.ts";
import type { Fields } from "./csv.ts";
import {
  countryFieldSchema,
  dateFieldSchema,
  exposureFieldSchema,
  listsFieldSchema,
  orUnknown,
  sectorFieldSchema,
  timeColumns,
} from "./fields.ts";
import { fractionFieldSchema } from "./fraction.ts";
import { linkPlaceFields, placesFields } from "./place-fields.ts";

/** The schema of a position's row. The sector determines the unit of its exposure. */
export function positionRowSchemas(policies: Policies): (fields: Fields) => z.ZodType<Position> {
  const schemaIn = (unit: Unit | null) =>
    z
      .object({
        positionId: identifierSchema,
        sector: sectorFieldSchema(policies),
        supplierId: orUnknown(identifierSchema),
        item: kebabCaseSchema,
        originCountry: orUnknown(countryFieldSchema),
        exposure: exposureFieldSchema(unit),
        date: orUnknown(dateFieldSchema),
        program: orUnknown(identifierSchema),
        source: orUnknown(positionSchema.shape.source.unwrap()),
        periodStart: orUnknown(dateFieldSchema).default(null),
      })
      .refine(({ date, periodStart }) => !isAfter(periodStart, date), {
        path: ["periodStart"],
        error: "must not be after date: it is the first day of the period that ends on date",
        // Also where another field is wrong: every reason of a row is told.
        when: () => true,
      })
      .transform(({ sector: { sector }, ...row }) => ({ ...row, sector }));
  const byUnit = { USD: schemaIn("USD"), EUR: schemaIn("EUR"), kWh: schemaIn("kWh") };
  const ofNoUnit = schemaIn(null);
  return ({ sector = "" }) => {
    const measured = unitFor(policies, sector);
    return "problem" in measured ? ofNoUnit : byUnit[measured.unit];
  };
}

/** Whether a period begins after the day on which it ends, or ends on no day. Fields that are wrong are told for that. */
function isAfter(periodStart: unknown, date: unknown): boolean {
  if (typeof periodStart !== "string") return false;
  return date === null || (typeof date === "string" && periodStart > date);
}

/** The schema of a supplier's row. */
export const supplierRowSchema: z.ZodType<Supplier> = z
  .object({
    supplierId: identifierSchema,
    name: supplierSchema.shape.name,
    country: orUnknown(countryFieldSchema),
    parentId: orUnknown(identifierSchema),
    parentStake: orUnknown(fractionFieldSchema),
    lists: listsFieldSchema,
    inputs: orUnknown(supplierSchema.shape.inputs.unwrap()),
    ...placesFields,
    ...timeColumns,
  })
  .refine(({ supplierId, parentId }) => parentId !== supplierId, {
    path: ["parentId"],
    error: "is the supplier itself",
    // Also where another field is wrong: every reason of a row is told.
    when: () => true,
  })
  .transform(({ plant, port, region, stockDays, recoveryDays, ...row }) => ({
    ...row,
    ...knownPlaces({ plant, port, region }),
    ...timesOf({ stockDays, recoveryDays }),
  }));

/** The schema of a link's row. */
export const linkRowSchema: z.ZodType<Link> = z
  .object({
    supplierId: identifierSchema,
    input: kebabCaseSchema,
    upstreamId: identifierSchema,
    originCountry: orUnknown(countryFieldSchema),
    share: fractionFieldSchema,
    source: orUnknown(linkSchema.shape.source.unwrap()),
    ...linkPlaceFields,
    ...timeColumns,
  })
  .transform(({ plant, port, region, stockDays, recoveryDays, ...row }) => ({
    ...row,
    ...knownPlaces({ plant, port, region }),
    ...timesOf({ stockDays, recoveryDays }),
  }));

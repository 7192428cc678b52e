import * as z from "zod";
import { countryCodeSchema, identifierSchema, kebabCaseSchema } from "../values/identifier.ts";
import { type Holding, holdingSchema } from "./holding.ts";
import { placesShape } from "./place.ts";
import { timesShape } from "./times.ts";

/**
 * A legal entity. `country` is where its headquarters are. `parentId` is the company that holds the fraction
 * `parentStake` of it. `lists` are the restricted lists that name it. `inputs` is `none` for a maker whose own
 * inputs do not matter here. `null` means unknown; for `parentId` it means that there is no parent.
 */
export const supplierSchema = z.strictObject({
  supplierId: identifierSchema,
  name: z.string().min(1, "must not be empty").max(500, "is longer than 500 characters"),
  country: countryCodeSchema.nullable(),
  parentId: identifierSchema.nullable(),
  parentStake: z.number().min(0, "must be between 0 and 1").max(1, "must be between 0 and 1").nullable(),
  lists: z.array(kebabCaseSchema),
  inputs: z.literal("none", 'must be empty, or "none"').nullable(),
  ...placesShape,
  ...timesShape,
});
export interface Supplier extends z.infer<typeof supplierSchema> {
  /** Who holds it, as far as anything is told of that; absent when there are no holdings of it. */
  holdings?: readonly Holding[];
}

/** A supplier with its holdings, in one record. */
export const heldSupplierSchema: z.ZodType<Supplier> = supplierSchema.extend({
  holdings: z.array(holdingSchema).exactOptional(),
});

/** Suppliers by their id. */
export type Suppliers = ReadonlyMap<string, Supplier>;

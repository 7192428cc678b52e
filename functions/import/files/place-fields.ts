import * as z from "zod";
import { linkSchema } from "../../../shared/supply/link.ts";
import { supplierSchema } from "../../../shared/supply/supplier.ts";
import { namesIn } from "./fields.ts";

/** The places of a supplier: empty where they are not known, `none` where there is none, otherwise joined by semicolons. */
const placesFieldSchema = z
  .string()
  .refine((text) => text === "none" || !namesIn(text).includes("none"), {
    error: 'must be names, or "none" alone',
    abort: true,
  })
  .transform((text) => (text === "" ? undefined : text === "none" ? [] : namesIn(text)))
  .pipe(supplierSchema.shape.port.optional());
export const placesFields = { plant: placesFieldSchema, port: placesFieldSchema, region: placesFieldSchema };

/** The place of a link: empty where only that of its supplier counts. */
const linkPlaceFieldSchema = z
  .string()
  .transform((text) => (text === "" ? undefined : text))
  .pipe(linkSchema.shape.port.optional());
export const linkPlaceFields = {
  plant: linkPlaceFieldSchema,
  port: linkPlaceFieldSchema,
  region: linkPlaceFieldSchema,
};

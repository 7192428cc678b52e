import { type Policies, unitFor } from "../../../shared/policy/policies.ts";
import type { Link } from "../../../shared/supply/link.ts";
import { placeKinds } from "../../../shared/supply/place.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { timeFields } from "../../../shared/supply/times.ts";
import { parseExposure } from "../../../shared/values/exposure.ts";
import type { Fields } from "./csv.ts";
import { anyForm, readNative } from "./native-rows.ts";
import { linkRowSchema, positionRowSchemas, supplierRowSchema } from "./native-schemas.ts";
import type { KeptOut, ReadRow } from "./row.ts";

/** Reads a positions file. */
export function readPositions(
  source: AsyncIterable<Uint8Array>,
  policies: Policies,
  reading = anyForm,
): AsyncGenerator<ReadRow<Position>> {
  const columns = [
    "positionId",
    "sector",
    "supplierId",
    "item",
    "originCountry",
    "exposure",
    "date",
    "program",
    "source",
  ];
  return readNative(
    source,
    {
      columns,
      optional: ["periodStart"],
      amounts: ["exposure"],
      days: ["date", "periodStart"],
      schemaOf: positionRowSchemas(policies),
      keptOutBy: (fields) => keptOutOf(fields, policies),
    },
    reading,
  );
}

/** What can be read of a refused row. */
function keptOutOf({ sector = "", exposure = "" }: Fields, policies: Policies): KeptOut {
  if (!policies.has(sector)) return {};
  const measured = unitFor(policies, sector);
  const parsed = "problem" in measured ? measured : parseExposure(exposure, measured.unit);
  return { sector, exposure: "exposure" in parsed ? parsed.exposure : null };
}

/** Reads a suppliers file. */
export function readSuppliers(
  source: AsyncIterable<Uint8Array>,
  reading = anyForm,
): AsyncGenerator<ReadRow<Supplier>> {
  const columns = ["supplierId", "name", "country", "parentId", "parentStake", "lists"];
  return readNative(
    source,
    { columns, optional: ["inputs", ...placeKinds, ...timeFields], schemaOf: () => supplierRowSchema },
    reading,
  );
}

/** Reads a links file. */
export function readLinks(
  source: AsyncIterable<Uint8Array>,
  reading = anyForm,
): AsyncGenerator<ReadRow<Link>> {
  const columns = ["supplierId", "input", "upstreamId", "share", "source"];
  return readNative(
    source,
    {
      columns,
      optional: ["originCountry", ...placeKinds, ...timeFields],
      answers: ["upstreamId", "share", "originCountry"],
      schemaOf: () => linkRowSchema,
    },
    reading,
  );
}

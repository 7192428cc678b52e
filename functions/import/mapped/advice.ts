import type { MappedField, Mapping } from "../../../shared/mapping/mapping.ts";
import { itemOf } from "../../../shared/mapping/slug.ts";
import type { FieldFault } from "../../../shared/mapping/translate.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { Fault } from "../files/row.ts";

/** The column of the table that a field is read from, as its user knows it. */
export function labelOf(field: MappedField, { columns }: Mapping): string {
  const how = columns[field];
  if (how === undefined) return `${field}, which the mapping does not name`;
  if ("columns" in how) return how.columns.join(" + ");
  return how.column ?? `${field} of the mapping`;
}

/** A fault of a row in the words of its table, and what to write instead. */
export function adviceFor(
  { field, problem, kind }: FieldFault,
  mapping: Mapping,
  fields?: Readonly<Record<MappedField, string>>,
): Fault {
  const column = labelOf(field, mapping);
  const value = fields?.[field] ?? "";
  const how = instead(field, value, mapping);
  if (how === null) return { column, reason: problem, kind };
  if (field === "item" && value !== "")
    return { column, reason: `${quoted(value)} is no item: ${how}`, kind };
  return { column, reason: `${problem}; ${how}`, kind };
}

/** What to write into the mapping; `null` where the table itself must be corrected. */
function instead(field: MappedField, value: string, { columns }: Mapping): string | null {
  if (columns[field] === undefined)
    return field === "sector" ? "add sector to the columns of the mapping, or say --sector" : null;
  if (field === "item") {
    const item = itemOf(value);
    const into = 'into "values" of item in the mapping';
    return item === "" || value === ""
      ? `write what it is ${into}`
      : `write ${quoted(value)}: ${quoted(item)} ${into}`;
  }
  if ((field === "originCountry" || field === "sector") && value !== "")
    return `or write what it means into "values" of ${field} in the mapping`;
  return null;
}

import type { Evidence, RunEvidence } from "../../attribution/evidence.ts";
import type { Basis } from "../../imports/basis.ts";
import { importText } from "../../imports/record.ts";
import { type SupplyEdit, type SupplyNow, supplyEdits } from "../../imports/supply-edits.ts";
import type { Suppliers } from "../../supply/supplier.ts";
import { dayText } from "../../text/day-text.ts";
import type { NameOf } from "../../text/key-name.ts";
import { indent } from "../../text/lines.ts";
import { moreLine } from "../../values/count.ts";
import type { Day } from "../../values/day.ts";
import { editText } from "./edit.ts";

const MOST_EDITS = 5;

/** The edits since an assessment that no rule measures: of places, stock and recovery alone. */
export interface EditedSince {
  /** The day of the assessment. */
  since: Day;
  edits: SupplyEdit[];
  /** The suppliers now. */
  suppliers: Suppliers;
}

/** What was edited between two assessments, of suppliers and links that both reach. */
export function editedBetween(
  then: Pick<Basis, "asOf" | "suppliers" | "links">,
  now: Pick<Basis, "suppliers" | "links">,
): EditedSince {
  const suppliers = new Map((now.suppliers ?? []).map((one) => [one.supplierId, one]));
  const links = Map.groupBy(now.links ?? [], ({ supplierId }) => supplierId);
  const unknown = { supplierImports: new Map(), linkImports: new Map() };
  return editedSince(then, { suppliers, links, ...unknown });
}

function editedSince(then: Pick<Basis, "asOf" | "suppliers" | "links">, now: SupplyNow): EditedSince {
  const edits = supplyEdits(then, now).filter(({ movesRules }) => !movesRules);
  return { since: then.asOf, edits, suppliers: now.suppliers };
}

/** Edits since the last assessment that no rule measures. They are told by themselves. */
export function alsoEditedSection(
  evidence: RunEvidence | undefined,
  nameOf: NameOf,
  title: string,
): string[] {
  const since = evidence?.previous ?? null;
  if (since === null) return [];
  return editedLines(editedSince(since.basis, since.supply), title, nameOf, (edit) => byText(edit, since));
}

/** Edits that no rule measures; nothing where there are none. */
export function editedLines(
  { edits, since }: EditedSince,
  title: string,
  nameOf: NameOf,
  by: (edit: SupplyEdit) => string = () => "",
): string[] {
  if (edits.length === 0) return [];
  const lines = edits.slice(0, MOST_EDITS).map((edit) => `${editText(edit, nameOf)}${by(edit)}`);
  return [
    `${title} since ${dayText(since)}`,
    ...["No rule measures this:", ...lines, ...moreLine(edits.length - MOST_EDITS)].map(indent),
  ];
}

/** The import that brought an edit; nothing where it is not known. */
export function byText({ importId }: SupplyEdit, { records }: Pick<Evidence, "records">): string {
  const record = records.find(({ id }) => id === importId);
  return record === undefined ? "" : `, by ${importText(record)}`;
}

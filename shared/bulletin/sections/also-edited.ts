import type { Evidence, RunEvidence } from "../../attribution/evidence.ts";
import { importText } from "../../imports/record.ts";
import { type SupplyEdit, supplyEdits } from "../../imports/supply-edits.ts";
import { dayText } from "../../text/day-text.ts";
import type { NameOf } from "../../text/key-name.ts";
import { indent } from "../../text/lines.ts";
import { moreLine } from "../../values/count.ts";
import { editText } from "./edit.ts";

const MOST_EDITS = 5;

/** Edits since the last assessment that no rule measures: of places, stock and recovery alone. They are told by themselves. */
export function alsoEditedSection(
  evidence: RunEvidence | undefined,
  nameOf: NameOf,
  title: string,
): string[] {
  const since = evidence?.previous ?? null;
  if (since === null) return [];
  const edits = supplyEdits(since.basis, since.supply).filter(({ movesRules }) => !movesRules);
  if (edits.length === 0) return [];
  const lines = edits.slice(0, MOST_EDITS).map((edit) => `${editText(edit, nameOf)}${byText(edit, since)}`);
  return [
    `${title} since ${dayText(since.assessment.asOf)}`,
    ...["No rule measures this:", ...lines, ...moreLine(edits.length - MOST_EDITS)].map(indent),
  ];
}

/** The import that brought an edit; nothing where it is not known. */
export function byText({ importId }: SupplyEdit, { records }: Pick<Evidence, "records">): string {
  const record = records.find(({ id }) => id === importId);
  return record === undefined ? "" : `, by ${importText(record)}`;
}

import type { NewFile } from "../input/new-files.ts";
import { type Questionnaire, questionnaireText } from "./questionnaire.ts";

/** A file for each questionnaire, named by its supplier: no two names are alike, whatever the letters of the ids are. */
export function questionnaireFiles(asked: readonly Questionnaire[]): NewFile[] {
  const used = new Set<string>();
  return asked.map((one) => {
    const id = one.supplierId
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "");
    const stem = `${id.slice(0, 80) || "supplier"}-${one.about}`;
    let name = `${stem}.csv`;
    for (let more = 2; used.has(name); more += 1) name = `${stem}-${more}.csv`;
    used.add(name);
    return { name, text: questionnaireText([one]) };
  });
}

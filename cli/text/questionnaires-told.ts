import { join } from "node:path";
import { type CommandPlace, placeFlag } from "../../shared/text/command.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import type { Questionnaire } from "./questionnaire.ts";
import { questionnaireFiles } from "./questionnaire-files.ts";

interface Written {
  about: Questionnaire["about"];
  /** How many were asked for, where that was said. */
  first?: number;
  /** The file, or the folder, that they were written into. */
  out?: string;
  into?: string;
  place: CommandPlace;
}

/** What each questionnaire asks, and how it comes back. */
export function questionnairesTold(asked: readonly Questionnaire[], written: Written): string[] {
  const { about, first = 0, out, into, place } = written;
  const each = asked.map(
    ({ name, open, known }) =>
      `${oneLine(name)}: ${counted(open)} open ${noun(open, "question")}, ${counted(known)} ${noun(known, "row")} that we know already`,
  );
  const fewer = first > asked.length ? [`of nobody else does an answer about ${about} decide anything`] : [];
  const files =
    into === undefined ? [out ?? []].flat() : questionnaireFiles(asked).map(({ name }) => join(into, name));
  const how =
    files.length === 0
      ? "--csv prints the questionnaire, --out FILE writes it, --into FOLDER writes a file for each"
      : `once ${asked.length === 1 ? "it is" : "they are"} filled in: chokepoint import ${about === "inputs" ? "links" : "holdings"} ${files.map(shellWord).join(" ")}${placeFlag(place)}`;
  return [...each, ...fewer, how];
}

import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { AskedMove } from "../../assessment/what-if.ts";
import { type CommandPlace, callOf, type ProposedCommand, placeFlag } from "../../text/command.ts";
import { shellWord } from "../../text/shell-word.ts";
import { countryInText } from "../../values/country-in-text.ts";
import type { Unit } from "../../values/exposure.ts";
import { plainDecimal } from "../../values/plain-decimal.ts";

/** The command that tries the move of a remedy out; nothing where no command says the same as the remedy. */
export function remedyCommand(
  observation: Observation,
  { assessment: { sector, asOf, unit }, tried }: Assessed,
  place: CommandPlace,
): ProposedCommand[] {
  const remedy = tried(observation);
  if (remedy === null) return [];
  const { moves, newSourceIn } = remedy;
  const written = moves.flatMap((move) => moveWord(move, unit) ?? []);
  if (written.length < moves.length) return [];
  const where =
    newSourceIn === null ? "" : `, with a new source in ${countryInText(newSourceIn)} as an example`;
  const flags = written.map((word) => ` --move ${shellWord(word)}`).join("");
  return [
    {
      purpose: `What the move above brings${where}:`,
      command: `${callOf(place)} simulate --sector ${sector}${flags} --as-of ${asOf}${placeFlag(place)}`,
    },
  ];
}

/** `USD 23700000.5:bess:catl:lg`; `null` where a name cannot be written so. */
function moveWord({ exposure = 0, item, from, to }: AskedMove, unit: Unit): string | null {
  const parties =
    typeof to === "string" ? [to] : [to.name, to.country, ...(to.inputs === undefined ? [] : [to.inputs])];
  const names = [item, from, ...parties];
  if (names.some((name) => name.includes("\\") || name.trim() !== name || name === "")) return null;
  return [`${unit} ${plainDecimal(exposure)}`, ...names.map((name) => name.replaceAll(":", "\\:"))].join(":");
}

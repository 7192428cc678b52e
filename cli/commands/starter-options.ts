import type { Command } from "commander";

const LEVELS = "as WARNING/CRITICAL for both levels, or none";

/** Adds the flags of a starter policy but the sector. */
export function addStarterOptions(command: Command): Command {
  return command
    .option("--unit <unit>", "what exposure is measured in: USD, EUR or kWh")
    .option(
      "--owner-hhi <points>",
      `limit of the concentration of owners, HHI; warning above 1800 unless given; ${LEVELS}`,
    )
    .option(
      "--one-owner <share>",
      "limit of what stops if one owner stops; warning above 30% unless given; the same forms",
    )
    .option(
      "--one-country <share>",
      "limit of what one country makes; critical above 65% unless given; the same forms",
    )
    .option(
      "--countries <countries>",
      "countries to watch, by name or code, like China,RU; none unless given",
    )
    .option(
      "--countries-limit <share>",
      "limit of what stops if they stop, or is theirs; critical above 65% unless given; the same forms",
    );
}

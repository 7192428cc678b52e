import type { SupplierPair } from "../../shared/resemblance/supplier-pairs.ts";
import type { CommandPlace } from "../../shared/text/command.ts";

/** Two names of different suppliers that look alike, with the reason in words. */
export interface ToldPair extends Omit<SupplierPair, "reason"> {
  reason: string;
}

/** Which names of suppliers look alike. */
export interface SupplierSuggestions {
  pairs: ToldPair[];
  /** Those that have to be decided; the others follow from them. */
  toDecide: ToldPair[];
  threshold: number;
  /** How many names were compared. */
  names: number;
  /** How many pairs were refused before, and are not told. */
  refused: number;
  /** How many rows of the table could not be read. */
  unread: number;
  /** How many words or texts so many names have in common that each was compared with the first of them only. */
  crowded: number;
}

/** Where decisions are written, for the commands that are printed. */
export interface DecisionPlace {
  map: string;
  place: CommandPlace;
  /** Whether the names are those of a table: only these can be accepted. */
  ofTable: boolean;
}

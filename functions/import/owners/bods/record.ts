import type { Rejection } from "../../files/row.ts";
import type { EntityDetails, PersonDetails } from "./statement.ts";

/** An entity or a person, as its newest statement tells. */
export type Party =
  | { kind: "entity"; line: number; details: EntityDetails }
  | { kind: "person"; line: number; details: PersonDetails };

/** A relationship as its newest statement tells, not checked yet. */
export interface Relationship {
  line: number;
  isClosed: boolean;
  details: unknown;
  publisher: string;
}

/** The records of a file, by their ids, each by its newest statement; and statements that cannot be read. */
export interface Records {
  parties: ReadonlyMap<string, Party>;
  relationships: ReadonlyMap<string, Relationship>;
  broken: Rejection[];
}

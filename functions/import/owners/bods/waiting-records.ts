import { createNumberedTexts } from "../../../../shared/supply/numbered-texts.ts";
import { createHeldValues } from "../../tables/held-values.ts";
import { createIntegers } from "../../tables/integers.ts";
import { idsOfParty, type KnownSuppliers } from "./identities.ts";
import type { Party, Records, Relationship } from "./record.ts";
import { createRecordGraph } from "./record-graph.ts";
import { entityDetailsSchema, personDetailsSchema, type Statement } from "./statement.ts";

/** A record as one statement tells it, with its number. */
type Waiting = { at: number; recordId: string } & ({ party: Party } | { relationship: Relationship });

/** The records of a file, each by its newest statement, until it is known which of them are wanted. */
export interface WaitingRecords {
  /** Adds a statement. `isAgain`: there was one of its record before, and the older one of the two is left out. */
  add(line: number, statement: Statement): { isAgain: boolean };
  /** The records that may stand above known suppliers, and how many `others` there are. This works once. */
  take(): Pick<Records, "parties" | "relationships"> & { others: number };
}

/** Holds them compressed: a million take some 200 MB instead of a gigabyte. */
export function createWaitingRecords(known: KnownSuppliers): WaitingRecords {
  const held = createHeldValues<Waiting>();
  const graph = createRecordGraph();
  const texts = createNumberedTexts();
  const dates = createIntegers();
  const newest = createIntegers();
  let added = 0;
  const unsaid = (recordId: string) => idsOfParty(known, recordId, undefined);
  const numberOf = (recordId: string) => {
    const at = graph.numberOf(recordId, unsaid);
    if (at === newest.size) {
      newest.push(NO_STATEMENT);
      dates.push(0);
    }
    return at;
  };
  const numberIn = (end: unknown) => (typeof end === "string" ? numberOf(end) : null);
  const hold = (value: Waiting) => {
    newest.set(value.at, added);
    held.add(value);
    added += 1;
  };
  return {
    add(line, statement) {
      const { recordId, recordType, statementDate } = statement;
      const at = numberOf(recordId);
      const isAgain = newest.at(at) !== NO_STATEMENT;
      if (isAgain && statementDate < (texts.textOf(dates.at(at)) ?? "")) return { isAgain };
      dates.set(at, texts.numberOf(statementDate));
      if (recordType === "relationship") {
        const relationship = relationshipOf(line, statement);
        const { subject, interestedParty } = endsOf(relationship);
        graph.setRelationship(at, numberIn(subject), numberIn(interestedParty));
        hold({ at, recordId, relationship });
      } else {
        const party = partyOf(line, statement);
        graph.setParty(at, idsOfParty(known, recordId, party));
        hold({ at, recordId, party });
      }
      return { isAgain };
    },
    take() {
      const isAbove = graph.above(known.ids);
      const parties = new Map<string, Party>();
      const relationships = new Map<string, Relationship>();
      let others = 0;
      let place = -1;
      for (const block of held.takeBlocks())
        for (const value of block) {
          place += 1;
          if (newest.at(value.at) !== place) continue;
          if (!isAbove(value.at)) others += 1;
          else if ("party" in value) parties.set(value.recordId, value.party);
          else relationships.set(value.recordId, value.relationship);
        }
      return { parties, relationships, others };
    },
  };
}

const NO_STATEMENT = -1;

function endsOf({ details }: Relationship): { subject?: unknown; interestedParty?: unknown } {
  return typeof details === "object" && details !== null ? details : {};
}

function relationshipOf(
  line: number,
  { recordStatus, recordDetails, publicationDetails }: Statement,
): Relationship {
  const publisher = (publicationDetails?.publisher?.name ?? "").trim();
  return { line, isClosed: recordStatus === "closed", details: recordDetails, publisher };
}

/** A party of which something cannot be read is one of whom nothing is known. */
function partyOf(line: number, { recordType, recordDetails }: Statement): Party {
  if (recordType === "person")
    return { kind: "person", line, details: personDetailsSchema.safeParse(recordDetails).data ?? {} };
  return { kind: "entity", line, details: entityDetailsSchema.safeParse(recordDetails).data ?? {} };
}

import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { TableName } from "../../../shared/contract/tables.ts";
import { damaged, type ReadStored } from "../../../shared/values/stored.ts";
import { type AssessmentKey, readAssessment, readSummary } from "./assessment-reader.ts";
import type { Item } from "./attributes.ts";
import { readBasis } from "./basis-item.ts";
import { confirmationsReader } from "./confirmation-store.ts";
import { createIndexProbe } from "./day-index.ts";
import { readFinding } from "./finding-store.ts";
import { readHistory } from "./history-store.ts";
import { explainHolding, HOLDINGS } from "./holding-store.ts";
import { importsReader } from "./import-store.ts";
import { readLedger } from "./ledger-item.ts";
import { LINKS } from "./link-store.ts";
import { markersReader } from "./marker-store.ts";
import type { Decoder } from "./pages.ts";
import { dayKey, POSITIONS, toPosition } from "./position-item.ts";
import { refusalsReader } from "./refusal-store.ts";
import { strayFilesReader } from "./stray-store.ts";
import { SUPPLIERS } from "./supplier-store.ts";
import { readWatch, WATCH_KEY } from "./watch-store.ts";

/** What is wrong with an item, whether a later version can read it, and what is lost when it is removed. */
interface ItemProblem {
  problem: string;
  isNewer: boolean;
  removing: string;
}

/** Looks at one item of a table; `null` when it can be read. */
export type Inspect = (item: Item) => Promise<ItemProblem | null>;

/** Returns the inspection for the items of a table. An assessment is read completely, with its parts. */
export function inspectorOf(client: DynamoDBClient, tableName: string, table: TableName): Inspect {
  switch (table) {
    case "positions":
      return inspectPositions(createIndexProbe(client, tableName));
    case "suppliers":
      return async (item) => inspectRow(SUPPLIERS, item, "the supplier, until its file is imported again");
    case "links":
      return async (item) => inspectRow(LINKS, item, "the link, until its file is imported again");
    case "holdings":
      return async (item) => {
        const removing = "the holding, until its file is imported again";
        return HOLDINGS.decode(item) === null ? { ...explainHolding(item), removing } : null;
      };
    case "ledgers":
      return async (item) => inspectLedger(item);
    case "assessments":
      return (item) => inspectAssessments(client, tableName, item);
  }
}

/** An item that stands in a wrong place of the index by day, or in none, is counted on a wrong day, or never. */
function inspectPositions(hasIndex: () => Promise<boolean>): Inspect {
  return async (item) => {
    const found = inspectRow(POSITIONS, item, "what it is worth, until its file is imported again");
    const position = toPosition(item);
    if (found !== null || position === null || !(await hasIndex())) return found;
    if (item.day?.S === dayKey(position)) return null;
    const problem =
      item.day === undefined
        ? 'attribute "day" is missing: no recompute finds it until its file is imported again'
        : 'attribute "day" does not fit its date: it counts on another day until its file is imported again';
    return { problem, isNewer: false, removing: "the position, until its file is imported again" };
  };
}

function inspectRow<Row>(
  { decode, explain }: Decoder<Row>,
  item: Item,
  removing: string,
): ItemProblem | null {
  return decode(item) === null ? { problem: explain(item), isNewer: false, removing } : null;
}

function inspectLedger(item: Item): ItemProblem | null {
  if (item.sector?.S === WATCH_KEY.sector.S) {
    return itemProblem(
      readWatch(item),
      "what operators were told: the next look tells all that is wrong again",
    );
  }
  const removing =
    "the sector's alerts, silences and unpublished bulletins: the next run begins anew and tells every open alert again";
  return itemProblem(readLedger(item), removing);
}

/** The other items in the table of assessments: how their keys begin, how they are read, and what is lost with one. */
const BESIDE: { key: RegExp; read: (item: Item) => ReadStored<unknown>; removing: string }[] = [
  { key: /^event#/, read: readHistory, removing: "these lines of the history of alerts" },
  { key: /^finding#/, read: readFinding, removing: "a line of the event log: what operators were told then" },
  {
    key: /^refused#/,
    read: refusalsReader.read,
    removing: "which rows of the file were refused, until it is imported again",
  },
  { key: /^stray#/, read: strayFilesReader.read, removing: "that a file of the bucket was not imported" },
  { key: /^import#/, read: importsReader.read, removing: "what that import changed" },
  {
    key: /^importing#/,
    read: markersReader.read,
    removing: "that an import of the sector has not ended: import its file again",
  },
  {
    key: /^confirmed#/,
    read: confirmationsReader.read,
    removing: "that somebody confirmed the import: confirm it again",
  },
  {
    key: /^(basis#|baseline)/,
    read: readBasis,
    removing: "what an assessment stood on: who moved it since cannot be told",
  },
];

async function inspectAssessments(
  client: DynamoDBClient,
  tableName: string,
  item: Item,
): Promise<ItemProblem | null> {
  const name = item.assessmentKey?.S ?? "";
  const beside = BESIDE.find(({ key }) => key.test(name));
  if (beside !== undefined) return itemProblem(beside.read(item), beside.removing);
  // Parts are read with their head. Items with other names are not ours.
  if (/^[a-z]/.test(name)) return null;
  const removing = "what was found then: a trend, and what moved since, leave it out";
  const key = itemKeyOf(item);
  if (key === null) return itemProblem(damaged("its key is none that Chokepoint writes"), "what it holds");
  const summary = readSummary(item);
  const whole = await readAssessment(client, tableName, key);
  return itemProblem(summary, removing) ?? itemProblem(whole, removing);
}

function itemKeyOf({ sector, assessmentKey }: Item): AssessmentKey | null {
  const [, asOf, id] = /^(\d{4}-\d\d-\d\d)#(.+)$/s.exec(assessmentKey?.S ?? "") ?? [];
  return sector?.S === undefined || asOf === undefined || id === undefined
    ? null
    : { sector: sector.S, asOf, id };
}

function itemProblem(read: ReadStored<unknown> | null, removing: string): ItemProblem | null {
  if (read === null || read.problem === null) return null;
  return { problem: read.problem, isNewer: read.isNewer, removing };
}

import { createLedgerReader } from "../../functions/aws/dynamo/ledger-store.ts";
import { type Thing, things } from "../support/damages.ts";
import type { Deployed, Item } from "./deployed.ts";

/** The last assessment of a sector. */
export interface Last {
  id: string;
  asOf: string;
}

/** A kind of stored thing, and what happens when one is damaged. */
export interface DamagedKind {
  name: string;
  thing: Thing;
  find(deployed: Deployed, last: Last): Promise<Item>;
  /** Whether the watchdog names it to operations. */
  isWatched: boolean;
  /** What it is named by, where that is not its own key. */
  namedBy?: (last: Last) => string;
  /** Whether no run can decide until it is restored. */
  stopsItsSector: boolean;
  /** Whether the watchdog fails for it, after it has told of it. */
  stopsTheWatchdog: boolean;
  /** Whether it is there for the trial alone. */
  isMadeUp?: true;
}

const SECTOR = "damaged";
const USUAL = { isWatched: true, stopsItsSector: false, stopsTheWatchdog: false };

const keyOf = ({ assessmentKey }: Item) => assessmentKey?.S ?? "";

/** The item of a table that is such a thing. */
function inTable(thing: Thing, is: (item: Item) => boolean) {
  return async (deployed: Deployed) => found((await deployed.items(thing.table)).find(is));
}

/** The item beside the assessments of the sector with such a key. */
function beside(prefixOf: (last: Last) => string, isIt: (key: string, last: Last) => boolean = () => true) {
  return async (deployed: Deployed, last: Last) => {
    const items = await deployed.beside(SECTOR, prefixOf(last));
    return found(items.find((item) => isIt(keyOf(item), last)));
  };
}

function found(item: Item | undefined): Item {
  if (item === undefined) throw new Error("there is nothing of it to damage");
  return item;
}

const BASIS: Thing = {
  table: "assessments",
  is: () => false,
  form: "packed",
  holds: "body",
  effect: "told as lost",
};
const isMine = (item: Item) => item.supplierId?.S === SECTOR;

/** Each kind of thing that is stored of a sector. */
export const damagedKinds: DamagedKind[] = [
  {
    ...USUAL,
    name: "a position",
    thing: things.position,
    find: inTable(things.position, (item) => item.positionId?.S === "from-JP" && item.sector?.S === SECTOR),
  },
  { ...USUAL, name: "a supplier", thing: things.supplier, find: inTable(things.supplier, isMine) },
  { ...USUAL, name: "a link", thing: things.link, find: inTable(things.link, isMine) },
  {
    ...USUAL,
    name: "a summary",
    thing: things["the summary of the last assessment"],
    find: beside(
      ({ asOf }) => `${asOf}#`,
      (key, { id }) => key.includes(id),
    ),
  },
  {
    ...USUAL,
    name: "a part of an assessment",
    thing: things["a part of the last assessment"],
    find: beside(
      () => "part#",
      (key, { id }) => key.includes(id) && key.endsWith("#0000"),
    ),
    namedBy: ({ asOf, id }) => `assessments/${SECTOR}/${asOf}#${id}`,
  },
  { ...USUAL, name: "a basis", thing: BASIS, find: beside(({ asOf, id }) => `basis#${asOf}#${id}`) },
  {
    ...USUAL,
    name: "the marker of an import",
    thing: things["that an import is under way"],
    find: async () => madeUpMarker(),
    isMadeUp: true,
  },
  {
    ...USUAL,
    name: "a line of the history",
    thing: things["lines of the history"],
    find: beside(() => "event#"),
    isWatched: false,
  },
  {
    ...USUAL,
    name: "the watchdog's memory",
    thing: things["the watchdog's memory"],
    find: inTable(things["the watchdog's memory"], (item) => item.sector?.S === "#watchdog"),
    stopsTheWatchdog: true,
  },
  {
    ...USUAL,
    name: "the ledger",
    thing: things.ledger,
    find: async (deployed) => found(await deployed.ledgerOf(SECTOR)),
    stopsItsSector: true,
  },
];

/** A marker as an import would leave it, but for its damage. */
function madeUpMarker(): Item {
  return {
    sector: { S: SECTOR },
    assessmentKey: { S: "importing#positions#chaos" },
    marker: { S: JSON.stringify({ schemaVersion: 1, sector: SECTOR }) },
    stamp: { S: "chaos" },
  };
}

/** Which assessment of a sector was decided on last. */
export async function lastAssessmentOf(sector: string, deployed: Deployed): Promise<Last> {
  const { lastAssessment } = await createLedgerReader(deployed.dynamo, deployed.tableOf("ledgers")).load(
    sector,
  );
  if (lastAssessment === null) throw new Error(`${sector} was never assessed`);
  return lastAssessment;
}

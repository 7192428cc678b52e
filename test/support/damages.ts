import { gzipSync } from "node:zlib";
import type { Item } from "../../functions/aws/dynamo/attributes.ts";
import type { TableName } from "../../shared/contract/tables.ts";

/** What a run does about something stored that cannot be read. */
type Effect =
  /** Counts it, names it, and may raise but not resolve. */
  | "counted"
  /** Tells that it cannot tell what moved, or leaves it out of the trend. */
  | "told as lost"
  /** Nothing: a run does not read it. */
  | "not read"
  /** Fails the sector with a sentence. */
  | "stops its sector";

type Form = "row" | "packed" | "part" | "silences" | "json" | "record";

/** One kind of thing that is stored. */
export interface Thing {
  table: TableName;
  /** Whether an item is one. */
  is: (item: Item, sector: string) => boolean;
  /**
   * How it is stored: a row is its attributes; other things stand in one attribute, packed (a part with another item's
   * version), as JSON, or as a record that says its version itself.
   */
  form: Form;
  /** The attribute that holds it; of a row, one that it cannot be without. */
  holds: string;
  effect: Effect;
}

const keyOf = (item: Item) => item.assessmentKey?.S ?? "";
const isOf = (item: Item, sector: string) => item.sector?.S === sector;

/** Everything that is stored, kind by kind. */
export const things = {
  position: {
    table: "positions",
    is: (item, sector) => item.positionId?.S === "from-JP" && item.sector?.S === sector,
    form: "row",
    holds: "exposure",
    effect: "counted",
  },
  supplier: {
    table: "suppliers",
    is: (item, sector) => item.supplierId?.S === sector,
    form: "row",
    holds: "name",
    effect: "counted",
  },
  link: {
    table: "links",
    is: (item, sector) => item.supplierId?.S === sector,
    form: "row",
    holds: "share",
    effect: "counted",
  },
  holding: {
    table: "holdings",
    is: (item, sector) => item.supplierId?.S === sector,
    form: "row",
    holds: "kind",
    effect: "counted",
  },
  ledger: { table: "ledgers", is: isOf, form: "packed", holds: "body", effect: "stops its sector" },
  "silences in a ledger": {
    table: "ledgers",
    is: isOf,
    form: "silences",
    holds: "silences",
    effect: "stops its sector",
  },
  "the watchdog's memory": {
    table: "ledgers",
    is: (item) => item.sector?.S === "#watchdog",
    form: "json",
    holds: "watch",
    effect: "not read",
  },
  "the summary of the last assessment": {
    table: "assessments",
    is: (item, sector) => isOf(item, sector) && keyOf(item).startsWith("2026-07-21#"),
    form: "packed",
    holds: "summary",
    effect: "told as lost",
  },
  "a part of the last assessment": {
    table: "assessments",
    is: (item, sector) => isOf(item, sector) && /^part#.*2026-07-21.*#0000$/.test(keyOf(item)),
    form: "part",
    holds: "body",
    effect: "told as lost",
  },
  "lines of the history": {
    table: "assessments",
    is: (item, sector) => isOf(item, sector) && keyOf(item).startsWith("event#"),
    form: "packed",
    holds: "records",
    effect: "not read",
  },
  "what was refused of the sector": {
    table: "assessments",
    is: (item, sector) => isOf(item, sector) && keyOf(item).startsWith("refused#"),
    form: "record",
    holds: "refusal",
    effect: "counted",
  },
  "what was refused of every sector": {
    table: "assessments",
    is: (item) => isOf(item, "#every") && keyOf(item).startsWith("refused#"),
    form: "record",
    holds: "refusal",
    effect: "counted",
  },
  "that an import is under way": {
    table: "assessments",
    is: (item, sector) => isOf(item, sector) && keyOf(item).startsWith("importing#"),
    form: "record",
    holds: "marker",
    effect: "counted",
  },
  "what an import changed": {
    table: "assessments",
    is: (item, sector) => isOf(item, sector) && keyOf(item).startsWith("import#"),
    form: "record",
    holds: "record",
    effect: "not read",
  },
} as const satisfies Record<string, Thing>;

/** Makes a damaged item out of a whole one. */
type Make = (item: Item, thing: Thing) => Item;

/** Something that can be wrong with things of some forms. */
export interface Damage {
  name: string;
  of: Form[];
  make: Make;
}

const ALL: Form[] = ["row", "packed", "part", "silences", "json", "record"];
// Silences that are missing are none: older ledgers have no place of their own for them.
const ALL_BUT_SILENCES: Form[] = ["row", "packed", "part", "json", "record"];
const PACKED: Form[] = ["packed", "part", "silences"];
const STORED_IN_ONE: Form[] = [...PACKED, "json", "record"];

const holding =
  (content: (item: Item, thing: Thing) => Item[string]): Make =>
  (item, thing) => ({ ...item, [thing.holds]: content(item, thing) });

const packed = (text: string) => ({ B: new Uint8Array(gzipSync(text)) });

const cut: Make = holding((item, { holds }) => {
  const { B, S = "" } = item[holds] ?? {};
  return B === undefined ? { S: S.slice(0, -5) } : { B: B.subarray(0, B.length / 2) };
});

const otherKind: Make = holding((_, { form }) => {
  if (form === "row") return { SS: ["a", "b"] };
  return PACKED.includes(form) ? packed('{"a":[1]}') : { S: '{"a":[1]}' };
});

const newer: Make = (item, thing) => {
  if (thing.form !== "record") return { ...item, schemaVersion: { N: "99" } };
  const record = JSON.parse(item[thing.holds]?.S ?? "{}");
  return { ...item, [thing.holds]: { S: JSON.stringify({ ...record, schemaVersion: 99 }) } };
};

const KEYS = [
  "sectorShard",
  "positionId",
  "day",
  "supplierId",
  "inputUpstream",
  "assessmentKey",
  "kindFromHolder",
];

/**
 * The item of a stranger, who has nothing in common with us but the key, of the table and of the index by day. A position in no
 * place of the index is found by `list unreadable` alone (positions-by-day.test.ts).
 */
const foreign: Make = (item, { table }) => {
  const names = table === "positions" ? KEYS : [...KEYS, "sector"];
  const key = Object.entries(item).filter(([name]) => names.includes(name));
  return { ...Object.fromEntries(key), note: { S: "x".repeat(300_000) } };
};

const without: Make = ({ ...item }, { holds }) => {
  delete item[holds];
  // A ledger of silences alone is that of a sector that was silenced before it was first assessed.
  if (holds === "body") delete item.silences;
  return item;
};

/** What can be wrong with something stored. */
export const damages: Damage[] = [
  { name: "its content is missing", of: ALL_BUT_SILENCES, make: without },
  { name: "its content has another type", of: ALL, make: holding(() => ({ BOOL: true })) },
  { name: "its content is of another kind", of: ALL, make: otherKind },
  { name: "its content is cut", of: STORED_IN_ONE, make: cut },
  {
    name: "its content is no gzip",
    of: PACKED,
    make: holding(() => ({ B: Buffer.from("plain") })),
  },
  {
    name: "its content is huge when it is unpacked",
    of: PACKED,
    make: holding(() => ({ B: huge() })),
  },
  { name: "a newer version wrote it", of: ["packed", "silences", "json", "record"], make: newer },
  {
    name: "its version is no number",
    of: ["packed", "silences", "json"],
    make: (item) => ({ ...item, schemaVersion: { S: "two" } }),
  },
  { name: "somebody else wrote it", of: ALL, make: foreign },
];

let bytes: Uint8Array | undefined;
/** 300 MB of blanks, as gzip has them. */
function huge(): Uint8Array {
  bytes ??= new Uint8Array(gzipSync(Buffer.alloc(300 * 1024 * 1024, " ")));
  return bytes;
}

/** What looks like damage and is none: a run reads it as it reads any other. */
export const harmless: Damage[] = [
  {
    name: "it was written before there were versions",
    of: ["packed", "json"],
    make: ({ schemaVersion: _, ...rest }) => rest,
  },
  {
    name: "it has expired and is still there",
    of: ["packed", "part", "record"],
    make: (item) => ({ ...item, expiresAt: { N: "1000" } }),
  },
  {
    name: "it has an attribute that nobody knows",
    of: ALL,
    make: (item) => ({ ...item, comment: { S: "a" } }),
  },
];

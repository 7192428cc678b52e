import type { Rejection } from "../../files/row.ts";
import { unzipped } from "../../files/unzipped.ts";
import { type BrokenRow, type NamedRow, namedRows } from "../named-rows.ts";
import type { FateCounts } from "../row-fates.ts";
import { otherGleifFile } from "./other-file.ts";

/** What a relationship record says of the parent of a company: whose accounts fully include those of the company. */
export interface ToldParent {
  line: number;
  /** The next company above that consolidates it, or the last. */
  tier: "direct" | "ultimate";
  /** The LEI of the parent; `null` where it has none. */
  parent: string | null;
  /** As the file writes them; empty where it does not say. */
  from: string;
  to: string;
}

/** What the relationship file tells of parents, by the LEI of the child; and its rows that cannot be read. */
export interface Relationships {
  byChild: ReadonlyMap<string, readonly ToldParent[]>;
  broken: readonly Rejection[];
}

const CHILD = "Relationship.StartNode.NodeID";
const PARENT = "Relationship.EndNode.NodeID";
const PARENT_TYPE = "Relationship.EndNode.NodeIDType";
const TYPE = "Relationship.RelationshipType";
const STATUS = "Relationship.RelationshipStatus";

const TIERS: ReadonlyMap<string, ToldParent["tier"]> = new Map([
  ["IS_DIRECTLY_CONSOLIDATED_BY", "direct"],
  ["IS_ULTIMATELY_CONSOLIDATED_BY", "ultimate"],
]);

/** What is said of types that tell of no control. */
const OTHER_TYPES: ReadonlyMap<string, string> = new Map([
  ["IS_FUND-MANAGED_BY", "management of funds (IS_FUND-MANAGED_BY)"],
  ["IS_SUBFUND_OF", "parts of funds (IS_SUBFUND_OF)"],
  ["IS_FEEDER_TO", "feeder funds (IS_FEEDER_TO)"],
  [
    "IS_INTERNATIONAL_BRANCH_OF",
    "branches, which are no companies of their own (IS_INTERNATIONAL_BRANCH_OF)",
  ],
]);

/** Registrations that take a record back, whatever its status says. `LAPSED` only means that nobody has renewed it. */
const TAKEN_BACK: ReadonlyMap<string, string> = new Map([
  ["RETIRED", "have ended (RETIRED)"],
  ["ANNULLED", "were wrong (ANNULLED)"],
  ["DUPLICATE", "stand there under another record (DUPLICATE)"],
  ["TRANSFERRED", "stand there under another record (TRANSFERRED)"],
  ["PENDING_VALIDATION", "are not validated yet (PENDING_VALIDATION)"],
]);

/**
 * Reads the relationship records of GLEIF's golden copy. Each row is counted, but for those that are returned.
 * @throws UnusableFile when it is another file.
 */
export async function readRelationships(
  bytes: AsyncIterable<Uint8Array>,
  fates: FateCounts,
): Promise<Relationships> {
  const byChild = new Map<string, ToldParent[]>();
  const broken: Rejection[] = [];
  const known = new Map<string, string>();
  for await (const row of namedRows(unzipped(bytes), {
    columns: [CHILD, PARENT, TYPE, STATUS],
    isNot,
    command: "gleif",
  })) {
    fates.read();
    if ("broken" in row) broken.push(brokenRow(row));
    else {
      const tier = TIERS.get(row.cellOf(TYPE));
      const out = whyLeftOut(row);
      if (tier === undefined || out !== null) fates.leaveOut(out ?? "of no known type");
      else {
        const child = shared(known, row.cellOf(CHILD));
        const own = byChild.get(child) ?? [];
        byChild.set(child, own);
        own.push({ line: row.line, tier, parent: parentIn(row, known), ...periodIn(row) });
      }
    }
  }
  return { byChild, broken };
}

function brokenRow({ line, broken }: BrokenRow): Rejection {
  return { line, column: null, reason: broken, kind: "has another number of fields than the header" };
}

function isNot(header: readonly string[]): string {
  return (
    otherGleifFile(header, "relationships") ??
    "is not the header of GLEIF's relationship records (golden copy, rr, as CSV)"
  );
}

/** Why a row tells of no parent of today; `null` for one that does. */
function whyLeftOut(row: NamedRow): string | null {
  const type = row.cellOf(TYPE);
  if (!TIERS.has(type)) return OTHER_TYPES.get(type) ?? `of another type (${type.slice(0, 60)})`;
  const status = row.cellOf(STATUS);
  if (status !== "ACTIVE") return `not ACTIVE (${status === "" ? "no status" : status.slice(0, 60)})`;
  if (row.cellOf("DeletedAt") !== "") return "were taken back (DeletedAt)";
  return TAKEN_BACK.get(row.cellOf("Registration.RegistrationStatus")) ?? null;
}

function parentIn(row: NamedRow, known: Map<string, string>): string | null {
  const idType = row.cellOf(PARENT_TYPE);
  return idType === "" || idType === "LEI" ? shared(known, row.cellOf(PARENT)) : null;
}

const PERIODS = [1, 2, 3, 4, 5];

/** The period of the relationship itself: other periods of a record are those of accounts and of documents. */
function periodIn(row: NamedRow): { from: string; to: string } {
  const own = PERIODS.filter(
    (at) => row.cellOf(`Relationship.Period.${at}.periodType`) === "RELATIONSHIP_PERIOD",
  )
    .map((at) => ({
      from: dayText(row.cellOf(`Relationship.Period.${at}.startDate`)),
      to: dayText(row.cellOf(`Relationship.Period.${at}.endDate`)),
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return own.at(-1) ?? { from: "", to: "" };
}

/** The day of a moment as its issuer writes it: `2017-12-06T01:00:00+01:00`. */
function dayText(moment: string): string {
  const [day = ""] = moment.split("T");
  return day;
}

/** One text for equal ones: each LEI stands in many rows. */
function shared(known: Map<string, string>, text: string): string {
  const same = known.get(text);
  if (same !== undefined) return same;
  known.set(text, text);
  return text;
}

import { expectation } from "../../../../shared/values/expectation.ts";
import { identifierSchema } from "../../../../shared/values/identifier.ts";
import type { Rejection } from "../../files/row.ts";
import type { PartyIds } from "./identities.ts";
import { type Interval, readInterests, TOLD_BY_PARTS } from "./interests.ts";
import type { Records, Relationship } from "./record.ts";
import { refusedStatement, relationshipDetailsSchema } from "./statement.ts";

/** What one relationship tells: who holds which companies. */
export interface Claim {
  recordId: string;
  line: number;
  subjects: readonly string[];
  /** `null` where it is not known who. */
  holder: string | null;
  intervals: readonly Interval[];
  publisher: string;
}

/** Everything that is told of those above some suppliers. */
export interface ClaimsAbove {
  claims: Claim[];
  rejections: Rejection[];
  /** Relationships that tell of no holding, by why. */
  empty: Map<string, number>;
  /** Interests that are no holdings, by type. */
  leftOut: Map<string, number>;
  /** Relationships about others. */
  ofNobody: number;
}

/** Follows relationships upwards from suppliers, each once. Only those on the way are checked. */
export function claimsAbove(
  { parties, relationships }: Pick<Records, "parties" | "relationships">,
  { idsOf, isSupplier }: { idsOf: PartyIds; isSupplier(id: string): boolean },
): ClaimsAbove {
  const above: ClaimsAbove = {
    claims: [],
    rejections: [],
    empty: new Map(),
    leftOut: new Map(),
    ofNobody: 0,
  };
  const bySubject = bySubjects(relationships, idsOf);
  const open = [...new Set([...parties.keys()].flatMap((id) => idsOf(id).filter(isSupplier)))];
  const reached = new Set(open);
  const seen = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const recordId of bySubject.get(id) ?? []) {
      const relationship = relationships.get(recordId);
      if (relationship === undefined || seen.has(recordId)) continue;
      seen.add(recordId);
      const claim = claimOf(recordId, relationship, idsOf, above);
      if (claim === null) continue;
      above.claims.push(claim);
      if (claim.holder === null || reached.has(claim.holder)) continue;
      reached.add(claim.holder);
      open.push(claim.holder);
    }
  }
  above.ofNobody = relationships.size - seen.size;
  return above;
}

function bySubjects(relationships: Records["relationships"], idsOf: PartyIds): Map<string, string[]> {
  const bySubject = new Map<string, string[]>();
  for (const [recordId, { details }] of relationships) {
    const subject = (details as { subject?: unknown } | null)?.subject;
    if (typeof subject !== "string") continue;
    for (const id of idsOf(subject)) {
      const own = bySubject.get(id) ?? [];
      bySubject.set(id, own);
      own.push(recordId);
    }
  }
  return bySubject;
}

/** What a relationship tells; `null` where that is counted or refused. */
function claimOf(
  recordId: string,
  { line, isClosed, details, publisher }: Relationship,
  idsOf: PartyIds,
  above: ClaimsAbove,
): Claim | null {
  if (isClosed) return count(above.empty, "closed records");
  const read = relationshipDetailsSchema.safeParse(details, { error: expectation });
  const refuse = (column: string, reason: string) => {
    above.rejections.push({ line, column: `recordDetails.${column}`, reason, kind: reason });
    return null;
  };
  if (!read.success) {
    above.rejections.push(refusedStatement(line, read.error, "recordDetails"));
    return null;
  }
  const { subject, interestedParty } = read.data;
  const subjects = typeof subject === "string" ? idsOf(subject) : [];
  const holder = typeof interestedParty === "string" ? idsOf(interestedParty)[0] : null;
  const wrong = [...subjects, ...(holder === null ? [] : [holder])].find((id) => !isIdentifier(id));
  if (wrong !== undefined)
    return refuse(
      "interestedParty",
      "has an id that is no id of a supplier: it is too long, or has control characters",
    );
  if (holder !== null && subjects.some((id) => id === holder))
    return refuse("interestedParty", "is the subject itself");
  const told = { recordId, line, subjects, holder, publisher };
  if (holder === null) return { ...told, intervals: [] };
  const interests = readInterests(read.data);
  if ("reason" in interests) return refuse(interests.field, interests.reason);
  for (const type of interests.leftOut) count(above.leftOut, type);
  if (interests.intervals.length > 0) return { ...told, intervals: interests.intervals };
  const byParts = interests.leftOut.includes(TOLD_BY_PARTS);
  return count(above.empty, byParts ? "indirect ones, told by their parts" : "about what is no holding");
}

function isIdentifier(id: string): boolean {
  return identifierSchema.safeParse(id).success;
}

function count(counts: Map<string, number>, what: string): null {
  counts.set(what, (counts.get(what) ?? 0) + 1);
  return null;
}

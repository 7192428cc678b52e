import { type Day, daySchema } from "../../../../shared/values/day.ts";
import { quoted } from "../../../../shared/values/parse.ts";
import type { Rejection } from "../../files/row.ts";
import { isLei } from "../lei.ts";
import type { Relationships, ToldParent } from "./relationships.ts";

/** That a company is consolidated by another, which controls it; `parent` is `null` where the other one has no LEI. */
export interface ParentClaim {
  line: number;
  child: string;
  parent: string | null;
  from: Day | null;
  to: Day | null;
}

/** What is told of the parents of one company, by parent. */
interface ToldOf {
  direct: Map<string | null, ParentClaim>;
  ultimate: Map<string | null, ParentClaim>;
}

/** Some companies and everyone above them, as far as relationship records tell. */
export interface Above {
  told: ReadonlyMap<string, ToldOf>;
  rejections: Rejection[];
  /** Rows that repeat another one. */
  repeated: number;
}

/** Everyone above some companies, by their LEIs. Only rows about them are checked. */
export function everyoneAbove(leis: Iterable<string>, { byChild }: Pick<Relationships, "byChild">): Above {
  const told = new Map<string, ToldOf>();
  const rejections: Rejection[] = [];
  let repeated = 0;
  const open = [...leis];
  for (let lei = open.pop(); lei !== undefined; lei = open.pop()) {
    if (told.has(lei)) continue;
    const own: ToldOf = { direct: new Map(), ultimate: new Map() };
    told.set(lei, own);
    for (const row of byChild.get(lei) ?? []) {
      const claim = claimOf(lei, row);
      if ("reason" in claim) rejections.push(claim);
      else {
        const other = own[row.tier].get(claim.parent);
        if (other !== undefined) repeated += 1;
        if (other === undefined || (other.from ?? "") < (claim.from ?? ""))
          own[row.tier].set(claim.parent, claim);
        if (claim.parent !== null) open.push(claim.parent);
      }
    }
  }
  return { told, rejections, repeated };
}

function claimOf(child: string, { line, parent, from, to }: ToldParent): ParentClaim | Rejection {
  const refuse = (column: string, reason: string, kind = reason): Rejection => ({
    line,
    column,
    reason,
    kind,
  });
  const END = "Relationship.EndNode.NodeID";
  if (parent === child) return refuse(END, "is the company itself");
  if (parent !== null && !isLei(parent))
    return refuse(END, `${quoted(parent)} is no LEI: its check digits are wrong`, "is no LEI");
  const days = { from: dayIn(from), to: dayIn(to) };
  if (days.from === undefined)
    return refuse("Relationship.Period.startDate", `${quoted(from)} is no day`, "is no day");
  if (days.to === undefined)
    return refuse("Relationship.Period.endDate", `${quoted(to)} is no day`, "is no day");
  if (days.from !== null && days.to !== null && days.to < days.from)
    return refuse("Relationship.Period.endDate", "is before the start of the relationship");
  return { line, child, parent, from: days.from, to: days.to };
}

/** A day; `null` where none is told, `undefined` where it is none. */
function dayIn(text: string): Day | null | undefined {
  return text === "" ? null : daySchema.safeParse(text).data;
}

/** Whether a relationship record tells any parent of a company. */
export function isParentTold({ told }: Above, lei: string): boolean {
  const { direct, ultimate } = told.get(lei) ?? NOTHING_TOLD;
  return direct.size + ultimate.size > 0;
}

/** Of a company of which no record tells a parent. */
export const NOTHING_TOLD: ToldOf = { direct: new Map(), ultimate: new Map() };

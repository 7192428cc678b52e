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
  const { direct, ultimate } = told.get(lei) ?? NOTHING;
  return direct.size + ultimate.size > 0;
}

const NOTHING: ToldOf = { direct: new Map(), ultimate: new Map() };

/** Who controls whom. What contradicts itself is only possible. `unused` counts rows that tell nothing more, by why. */
export interface Controls {
  certain: ParentClaim[];
  possible: ParentClaim[];
  unused: Map<string, number>;
}

const LEADS_THERE = "ultimate parents to whom the direct ones lead";
const SEVERAL_ULTIMATE = "several ultimate parents of one company";
const BESIDE_SEVERAL = "ultimate parents of companies with several direct ones";
const WITHOUT_LEI = "parents without an LEI, beside one who has one";

/**
 * Who controls whom, as records tell. The direct parent counts, and its own parents after it; the ultimate parent only where
 * no direct one is told. Where the direct parents end at somebody of whom nothing else is told, the ultimate parent stands
 * above that one, for it consolidates all below it. Where they end elsewhere, the two records contradict each other.
 * `tells` says whether a company tells something of its parents by an exception.
 */
export function controlsOf(above: Above, tells: (lei: string) => boolean): Controls {
  const controls: Controls = { certain: [], possible: [], unused: new Map() };
  const leave = (why: string, rows: number) => {
    if (rows > 0) controls.unused.set(why, (controls.unused.get(why) ?? 0) + rows);
  };
  const proposed = new Map<string, Map<string | null, ParentClaim>>();
  for (const { direct, ultimate } of above.told.values()) {
    const [next, ...others] = direct.values();
    const [last, ...more] = ultimate.values();
    if (next === undefined) put(controls, [...ultimate.values()]);
    else if (others.length > 0) {
      put(controls, [...direct.values()]);
      leave(BESIDE_SEVERAL, ultimate.size);
    } else if (last === undefined || more.length > 0) {
      put(controls, [next]);
      leave(SEVERAL_ULTIMATE, ultimate.size);
    } else if (next.parent === null || last.parent === null) {
      put(controls, [last.parent === null ? next : last]);
      leave(WITHOUT_LEI, 1);
    } else {
      const top = topOf(above, next.parent, last.parent);
      if (top === last.parent) {
        put(controls, [next]);
        leave(LEADS_THERE, 1);
      } else if (
        top === null ||
        isParentTold(above, top) ||
        tells(top) ||
        topOf(above, last.parent, top) === top
      )
        put(controls, [next, last]);
      else {
        put(controls, [next]);
        const claims = proposed.get(top) ?? new Map<string | null, ParentClaim>();
        proposed.set(top, claims);
        if (claims.has(last.parent)) leave(LEADS_THERE, 1);
        else claims.set(last.parent, { ...last, child: top });
      }
    }
  }
  for (const claims of proposed.values()) put(controls, [...claims.values()]);
  return controls;
}

/** One claim is certain. Several contradict each other: each is possible. */
function put({ certain, possible }: Controls, claims: ParentClaim[]): void {
  if (claims.length === 1) certain.push(...claims);
  else possible.push(...claims);
}

/**
 * The end of the way up from a company, or `wanted` where the way leads there. `null` where it leads back to where it was, or
 * on to somebody without an LEI.
 */
function topOf({ told }: Above, from: string, wanted: string): string | null {
  const seen = new Set<string>();
  for (let at = from; !seen.has(at); ) {
    if (at === wanted) return at;
    seen.add(at);
    const { direct, ultimate } = told.get(at) ?? NOTHING;
    const [next, ...others] = direct.size > 0 ? direct.keys() : ultimate.keys();
    if (next === undefined || others.length > 0) return at;
    if (next === null) return null;
    at = next;
  }
  return null;
}

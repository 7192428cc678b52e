import type { Affiliation } from "../../shared/supply/affiliation.ts";
import type { Link } from "../../shared/supply/link.ts";
import { resolveOwnership } from "../../shared/supply/ownership.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { Question, Unknown } from "../../shared/unknowns/unknown.ts";
import { suppliersOf } from "./builders.ts";
import type { Choose } from "./completions.ts";
import { supplierOf } from "./samples.ts";
import type { World } from "./supply-worlds.ts";

const COUNTRIES = ["CN", "JP", "US", "XX"];

/**
 * The same world once somebody has answered all that is asked about owners, sellers, origins, programs and inputs: in any way, by
 * rows alone. `null` where a ring of owners is asked, since rows that make it one would be wrong.
 */
export function answeredAnyhow(world: World, { asked, questions }: Unknown, choose: Choose): World | null {
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[choose(values.length)] ?? values[0];
  const newcomers: Supplier[] = [];
  const ownership = resolveOwnership(suppliersOf(...world.suppliers), 0.5);
  const sources = new Set(world.links.map(({ supplierId }) => supplierId));
  const settled = world.suppliers
    .filter(({ parentId }) => parentId === null || !questions.includes("holders"))
    .filter((one) => isKnownAbove(one, world.suppliers))
    .filter((one) => one.inputs === "none" && one.country !== null && !sources.has(one.supplierId))
    .map(({ supplierId }) => supplierId)
    .filter((id) => isCertain(ownership.affiliationOf(id)));
  /** A company of which everything is known: one of those that there are, or a new one. */
  const anyone = (): string => {
    const supplierId = pick([`new-${newcomers.length}`, ...settled]);
    if (supplierId.startsWith("new-"))
      newcomers.push(supplierOf({ supplierId, country: pick(["CN", ...COUNTRIES]), inputs: "none" }));
    return supplierId;
  };
  const has = (question: Question) => questions.includes(question);
  const positions = world.positions.map((each) => ({
    ...each,
    ...(each.supplierId === asked ? goodsTold(each) : {}),
    program: has("program") ? (each.program ?? pick(["p", "q"])) : each.program,
  }));
  const isAboutOwner = has("owner") || has("parent") || has("holders") || has("country");
  const suppliers = isAboutOwner && asked !== null ? ownerTold(asked) : world.suppliers;
  if (suppliers === null) return null;
  const links = asked === null ? world.links : [...world.links, ...linksTold(asked)];
  return { positions, links, suppliers: [...suppliers, ...newcomers] };

  function goodsTold({ supplierId, originCountry }: Position): Partial<Position> {
    return {
      supplierId: has("seller") ? (supplierId ?? anyone()) : supplierId,
      originCountry: has("origin") ? (originCountry ?? pick(["CN", ...COUNTRIES])) : originCountry,
    };
  }

  function linksTold(supplierId: string): Link[] {
    const link = (input: string, share: number): Link => {
      return { supplierId, input, upstreamId: anyone(), originCountry: null, share, source: null };
    };
    if (has("inputs")) return [link("cells", 1), ...(pick([0, 1]) === 1 ? [link("packs", 1)] : [])];
    if (!has("rest")) return [];
    const own = world.links.filter((each) => each.supplierId === supplierId);
    return [...Map.groupBy(own, ({ input }) => input)].flatMap(([input, links]) => {
      const missing = 1 - links.reduce((sum, { share }) => sum + share, 0);
      return missing > 1e-9 ? [link(input, missing)] : [];
    });
  }

  function ownerTold(supplierId: string): Supplier[] | null {
    const { head, above } = ownership.affiliationOf(supplierId).group;
    const row = world.suppliers.find((each) => each.supplierId === supplierId);
    const told = supplierOf({
      ...row,
      supplierId,
      country: row?.country ?? pick(["CN", ...COUNTRIES]),
    });
    if (has("holders")) {
      told.parentId = pick([null, "somebody"]) === null ? null : anyone();
      told.parentStake = told.parentId === null ? null : pick([0.3, 1]);
      return [...world.suppliers.filter((each) => each !== row), told];
    }
    // Who owns a supplier is asked of the highest company that certainly controls it.
    if (head !== supplierId) return [...world.suppliers.filter((each) => each !== row), told];
    if (typeof above === "object") told.parentStake = pick([0, 1]);
    else if (above !== "nobody") {
      if (told.parentId !== null) return null;
      told.parentId = pick([null, "somebody"]) === null ? null : anyone();
      told.parentStake = told.parentId === null ? null : 1;
    }
    return [...world.suppliers.filter((each) => each !== row), told];
  }
}

/** Whether a row says who holds how much of each company above a supplier, and in which country it is. */
function isKnownAbove({ parentId }: Supplier, suppliers: readonly Supplier[]): boolean {
  const seen = new Set<string>();
  for (let id = parentId; id !== null && !seen.has(id); ) {
    seen.add(id);
    const above = suppliers.find(({ supplierId }) => supplierId === id);
    if (above === undefined || above.country === null) return false;
    id = above.parentId;
  }
  return true;
}

function isCertain({ owner, control }: Affiliation): boolean {
  return owner !== null && control !== null;
}

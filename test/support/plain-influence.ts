import fc from "fast-check";
import type { InfluenceLimits } from "../../shared/supply/influence.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { tenthsOf } from "./holder-worlds.ts";
import { supplierOf } from "./samples.ts";

/** A world in which all is known: where everybody stands, and who holds which part of whom, in fractions. */
export interface KnownWorld {
  countries: ReadonlyMap<string, string>;
  holders: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const ROUNDS = 3000;
const TOLERANCE = 1e-7;

/** Whether a company is influenced in a known world: plain and slow, by iteration from nothing. */
export function plainInfluence(
  world: KnownWorld,
  company: string,
  { countries, single, together }: InfluenceLimits,
  controlStake: number,
): boolean {
  const from = [...world.countries].filter(([, country]) => countries.includes(country)).map(([id]) => id);
  if (from.includes(company)) return true;
  return (
    sharesOf(world, company, new Set(from), controlStake) >= together - TOLERANCE ||
    from.some((one) => sharesOf(world, company, new Set([one]), controlStake) >= single - TOLERANCE)
  );
}

function sharesOf(
  { holders }: KnownWorld,
  company: string,
  theirs: Set<string>,
  controlStake: number,
): number {
  let shares = new Map<string, number>();
  const weightOf = (id: string) => {
    const share = shares.get(id) ?? 0;
    return theirs.has(id) || share >= controlStake - TOLERANCE ? 1 : share;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Map<string, number>();
    for (const [id, own] of holders) {
      next.set(
        id,
        [...own].reduce((sum, [holder, share]) => sum + share * weightOf(holder), 0),
      );
    }
    const isSame = [...next].every(([id, share]) => share === shares.get(id));
    shares = next;
    if (isSame) break;
  }
  return shares.get(company) ?? 0;
}

const IDS = ["a", "b", "c"];
const COUNTRIES = ["CN", "US"];

const row = fc.record({
  country: fc.option(fc.constantFrom(...COUNTRIES), { freq: 4 }),
  holders: fc.option(
    fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...IDS, "no-row"),
        least: fc.integer({ min: 0, max: 10 }),
        more: fc.constantFrom(0, 0, 0, 2, 10),
      }),
      { maxLength: 3, selector: ({ id }) => id },
    ),
    { freq: 4 },
  ),
  parentStake: fc.constantFrom(null, 0.2, 0.5, 1),
});

/** Three companies that hold each other in any way, with anything unknown. */
export const heldWorlds: fc.Arbitrary<Supplier[]> = fc
  .tuple(row, row, row)
  .map((rows) => rows.map((one, at) => rowOf(IDS[at] ?? "", one)));

function rowOf(
  supplierId: string,
  { country, holders, parentStake }: typeof row extends fc.Arbitrary<infer Row> ? Row : never,
) {
  if (holders === null) {
    const parentId = supplierId === "a" ? "b" : null;
    return supplierOf({ supplierId, country, parentId, parentStake: parentId === null ? null : parentStake });
  }
  let left = 10;
  const holdings = holders
    .filter(({ id }) => id !== supplierId)
    .map(({ id, least: wanted, more }) => {
      const least = Math.min(wanted, left);
      left -= least;
      return tenthsOf(supplierId, id, [least, Math.min(10, least + more)]);
    });
  return supplierOf({ supplierId, country, holdings });
}

/** One of the worlds that are possible where these suppliers are all that is known. `next` answers what is not: from 0 to below 1. */
export function knownWorld(suppliers: readonly Supplier[], next: () => number): KnownWorld {
  const oneOf = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(next() * values.length)] ?? values[0];
  const countries = new Map([
    ["x", "CN"],
    ["y", "CN"],
    ["u", "US"],
  ]);
  const holders = new Map<string, Map<string, number>>();
  for (const { supplierId, country } of suppliers) countries.set(supplierId, country ?? oneOf(["CN", "US"]));
  // Of a company without a row nothing is known: it may stand anywhere, and anybody may hold it.
  countries.set("no-row", oneOf(["CN", "US"]));
  holders.set("no-row", new Map([[oneOf(["x", "y", "u"]), 1]]));
  for (const supplier of suppliers)
    holders.set(supplier.supplierId, knownHolders(supplier, oneOf, countries));
  return { countries, holders };
}

function knownHolders(
  { supplierId, parentId, parentStake, holdings }: Supplier,
  oneOf: <Value>(values: readonly [Value, ...Value[]]) => Value,
  countries: Map<string, string>,
): Map<string, number> {
  if (holdings === undefined) {
    return new Map(parentId === null ? [] : [[parentId, parentStake ?? oneOf([0, 0.3, 0.5, 1])]]);
  }
  const own = new Map<string, number>();
  let left = 1 - holdings.reduce((sum, { minShare }) => sum + (minShare ?? 0), 0);
  for (const { holderId, minShare, maxShare } of holdings) {
    if (holderId === null) continue;
    const more = Math.max(0, Math.min((maxShare ?? 1) - (minShare ?? 0), left)) * oneOf([0, 0.5, 1]);
    left -= more;
    own.set(holderId, (minShare ?? 0) + more);
  }
  const others = IDS.filter((id) => id !== supplierId && !own.has(id));
  const rest = oneOf(["x", "y", "u", "split", ...others]);
  if (rest !== "split") own.set(rest, (own.get(rest) ?? 0) + Math.max(0, left));
  else {
    for (let part = 0; part < 4; part += 1) {
      const holder = `${supplierId}-${part}`;
      countries.set(holder, oneOf(["CN", "US"]));
      own.set(holder, Math.max(0, left) / 4);
    }
  }
  return own;
}

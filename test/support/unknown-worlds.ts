import fc from "fast-check";
import type { Link } from "../../shared/supply/link.ts";
import type { LinkPlaces } from "../../shared/supply/place.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { positionOf, supplierOf } from "./samples.ts";
import type { World } from "./supply-worlds.ts";

const IDS = ["s0", "s1", "s2", "s3", "s4", "s5", "s6"];
const COUNTRIES = ["CN", "JP", "US"];
const country = fc.option(fc.constantFrom(...COUNTRIES));

/** Ports of a supplier: unknown, none, one, or several of which each has some part. */
export const ports = fc.constantFrom<{ port?: string[] }>(
  {},
  { port: [] },
  { port: ["ningbo"] },
  { port: ["busan"] },
  { port: ["ningbo", "busan"] },
);

const supplierRow = fc.record({
  places: ports,
  country,
  parentId: fc.option(fc.constantFrom(...IDS, "no-such-row")),
  parentStake: fc.constantFrom(null, 0, 0.4, 0.6, 1),
  inputs: fc.constantFrom("none" as const, null),
});

const linkRow = fc.record({
  supplierId: fc.constantFrom(...IDS),
  input: fc.constantFrom("cells", "packs"),
  upstreamId: fc.constantFrom(...IDS, "no-such-row"),
  originCountry: fc.option(fc.constantFrom(...COUNTRIES), { freq: 2 }),
  tenths: fc.integer({ min: 1, max: 10 }),
  places: fc.constantFrom({}, {}, { port: "ningbo" }),
});

const sale = fc.record({
  supplierId: fc.option(fc.constantFrom(...IDS, "no-such-row")),
  originCountry: country,
  exposure: fc.integer({ min: 1, max: 1000 }),
});

/** Worlds in which anything may be unknown: owners, stakes, rows, countries, origins, parts of inputs and whole inputs. */
export const unknownWorlds: fc.Arbitrary<World> = fc
  .record({
    rows: fc.array(fc.option(supplierRow, { freq: 5 }), { minLength: IDS.length, maxLength: IDS.length }),
    links: fc.array(linkRow, { maxLength: 16 }),
    sales: fc.array(sale, { minLength: 1, maxLength: 6 }),
  })
  .map(({ rows, links, sales }) => ({
    suppliers: rows.flatMap((row, at) => {
      const supplierId = IDS[at] ?? "";
      if (row === null) return [];
      const { places, ...known } = row;
      const parentId = row.parentId === supplierId ? null : row.parentId;
      return [supplierOf({ supplierId, ...known, ...places, parentId })];
    }),
    links: fitting(links),
    positions: sales.map((each, at) => positionOf({ positionId: `P-${at}`, ...each })),
  }));

interface DrawnLink extends Omit<Link, "share" | "source"> {
  tenths: number;
  places: LinkPlaces;
}

function fitting(rows: DrawnLink[]): Link[] {
  const left = new Map<string, number>();
  const seen = new Set<string>();
  return rows.flatMap(({ tenths, places, ...row }) => {
    const key = `${row.supplierId} ${row.input}`;
    const share = Math.min(tenths, left.get(key) ?? 10);
    if (share === 0 || seen.has(`${key} ${row.upstreamId}`)) return [];
    seen.add(`${key} ${row.upstreamId}`);
    left.set(key, (left.get(key) ?? 10) - share);
    return [{ ...row, ...places, share: share / 10, source: null }];
  });
}

/** Answers to what is unknown, one after the other: a number from 0 to 1 each. */
export type Answers = () => number;

export const answers: fc.Arbitrary<Answers> = fc
  .array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 20, maxLength: 60 })
  .map((all) => {
    let at = 0;
    return () => {
      at += 1;
      return all[at % all.length] ?? 0;
    };
  });

/** The same world with everything known, as the answers have it. */
export function completed(world: World, next: Answers): World {
  const oneOf = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(next() * values.length)] ?? values[0];
  const countryOf = (known: string | null) => known ?? oneOf(["CN", "JP", "US", "KR"]);
  /** All goes through one port, or through none. */
  const portsOf = (known: readonly string[] | undefined) => {
    const [first, ...others] = known ?? ["ningbo", "busan", null];
    const port = first === undefined ? null : oneOf([first, ...others]);
    return port === null ? [] : [port];
  };
  const outsiders = ["outsider-0", "outsider-1"] as const;
  const rows = new Map<string, Supplier>();
  const used = [...world.suppliers.map(({ supplierId }) => supplierId), ...IDS, "no-such-row"];
  for (const supplierId of new Set(used)) {
    const row = world.suppliers.find((each) => each.supplierId === supplierId);
    const parentId = row === undefined ? oneOf([null, ...outsiders]) : row.parentId;
    const parentStake = row === undefined ? 1 : (row.parentStake ?? oneOf([0, 1]));
    const country = countryOf(row?.country ?? null);
    const port = portsOf(row?.port);
    rows.set(supplierId, supplierOf({ ...row, supplierId, parentId, parentStake, country, port }));
  }
  for (const supplierId of outsiders) {
    const known = { supplierId, country: countryOf(null), port: portsOf(undefined) };
    rows.set(supplierId, supplierOf({ ...known, inputs: "none" }));
  }
  breakRings(rows, () => oneOf([null, ...outsiders]));
  const anybody = () => oneOf(["outsider-0", "outsider-1", ...IDS]);
  const links = [...world.links];
  for (const row of rows.values()) {
    const own = world.links.filter(({ supplierId }) => supplierId === row.supplierId);
    if (own.length === 0 && row.inputs === null) {
      if (next() < 0.5) rows.set(row.supplierId, { ...row, inputs: "none" });
      else links.push(linkOf(row.supplierId, "something", anybody(), 1));
    }
    for (const [input, known] of Map.groupBy(own, (link) => link.input)) {
      const missing = 1 - known.reduce((sum, { share }) => sum + share, 0);
      // A link of its own for the missing part, also to somebody who is a supplier of the input already.
      if (missing > 1e-9) links.push(linkOf(row.supplierId, input, anybody(), missing));
    }
  }
  const positions = world.positions.map((position) => ({
    ...position,
    supplierId: position.supplierId ?? anybody(),
    originCountry: countryOf(position.originCountry),
  }));
  return { suppliers: [...rows.values()], links, positions };
}

function linkOf(supplierId: string, input: string, upstreamId: string, share: number): Link {
  return { supplierId, input, upstreamId, originCountry: null, share, source: null };
}

/** Somebody owns each ring of suppliers that control each other: a member turns out to have another parent, or none. */
function breakRings(rows: Map<string, Supplier>, parentOf: () => string | null): void {
  for (const start of [...rows.keys()]) {
    const seen = new Set<string>();
    let at: string | null = start;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      const row: Supplier | undefined = rows.get(at);
      at = row !== undefined && (row.parentStake ?? 0) >= 0.5 ? row.parentId : null;
    }
    const member = at === null ? undefined : rows.get(at);
    if (member !== undefined)
      rows.set(member.supplierId, { ...member, parentId: parentOf(), parentStake: 1 });
  }
}

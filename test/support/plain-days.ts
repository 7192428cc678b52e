import fc from "fast-check";
import type { RemovedSet } from "../../shared/look-through/removed-set.ts";
import type { Link } from "../../shared/supply/link.ts";
import type { Times } from "../../shared/supply/times.ts";
import type { World } from "./supply-worlds.ts";

const times: fc.Arbitrary<Times> = fc.record({
  ...{
    stockDays: fc.constantFrom(undefined, 0, 0, 1, 2, 4),
    recoveryDays: fc.constantFrom(0, 1, 3, 6, 6, undefined),
  },
}) as fc.Arbitrary<Times>;

/** The same worlds, in which suppliers and some links say how long stock lasts and when they are back, or do not. */
export function timed(worlds: fc.Arbitrary<World>): fc.Arbitrary<World> {
  return fc
    .tuple(worlds, fc.array(times, { minLength: 32, maxLength: 32 }), fc.infiniteStream(fc.boolean()))
    .map(([world, drawn, says]) => ({
      ...world,
      suppliers: world.suppliers.map((one, at) => known({ ...one, ...drawn[at] })),
      links: world.links.map((one, at) =>
        says.next().value === true ? known({ ...one, ...drawn[(at * 7 + 3) % 32] }) : one,
      ),
    }));
}

function known<One extends object>(one: One): One {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as One;
}

// No stock and no recovery of these worlds takes longer, added up.
const LAST_DAY = 7;
const FOR_EVER = 1e9;

/** What is lost day by day until all are back, as its definition reads: each day is solved, and all are added up. */
export function plainDays(world: World, set: RemovedSet, isPessimist: boolean) {
  if (lostOn(world, set, isPessimist, FOR_EVER) > 1e-12)
    return { days: Number.POSITIVE_INFINITY, shareDays: Number.POSITIVE_INFINITY };
  const lost = Array.from({ length: LAST_DAY }, (_, day) => lostOn(world, set, isPessimist, day));
  return {
    days: lost.filter((share) => share > 0).length,
    shareDays: lost.reduce((sum, share) => sum + share, 0),
  };
}

function lostOn(world: World, set: RemovedSet, isPessimist: boolean, day: number): number {
  const { suppliers, links, positions } = world;
  const rows = new Map(suppliers.map((one) => [one.supplierId, one]));
  const stockOf = ({ stockDays }: Times) => stockDays ?? (isPessimist ? 0 : Number.POSITIVE_INFINITY);
  const isOut = ({ recoveryDays }: Times) =>
    (recoveryDays ?? (isPessimist ? Number.POSITIVE_INFINITY : 0)) > day;
  const isTaken = (id: string) => {
    const answer = belongs(world, set, id);
    return answer === "yes" || (isPessimist && answer === "maybe");
  };
  const out = new Set(
    suppliers.filter((one) => isTaken(one.supplierId) && isOut(one)).map((one) => one.supplierId),
  );
  // A link that says nothing of itself is as its supplier.
  const timesOf = (link: Link): Times => ({ ...rows.get(link.upstreamId), ...link });
  const isLost = (link: Link) =>
    link.port !== undefined && set.ports?.includes(link.port) === true && isOut(timesOf(link));
  let starts = new Map(
    suppliers.map(({ supplierId: id }) => [id, out.has(id) ? 0 : Number.POSITIVE_INFINITY]),
  );
  const startOf = (link: Link) => (isLost(link) ? 0 : (starts.get(link.upstreamId) ?? 0));
  for (const _ of suppliers) {
    starts = new Map(
      [...starts].map(([id, start]) => {
        const own = links.filter(({ supplierId, share }) => supplierId === id && share > 0);
        return [id, Math.min(start, ...own.map((link) => startOf(link) + stockOf(timesOf(link))))];
      }),
    );
  }
  const hasEnded = (start: number, stock: number) => day === FOR_EVER || start + stock <= day;
  let risk = new Map(suppliers.map(({ supplierId }) => [supplierId, 0]));
  for (let sweep = 0; sweep < 400; sweep += 1) {
    risk = new Map(
      [...risk.keys()].map((id) => {
        if (out.has(id)) return [id, 1];
        const inputs = Map.groupBy(
          links.filter(({ supplierId }) => supplierId === id),
          ({ input }) => input,
        );
        const losses = [...inputs.values()].map((own) => {
          const told = own.reduce((sum, { share }) => sum + share, 0);
          const lost = own.map((link) =>
            hasEnded(startOf(link), stockOf(timesOf(link)))
              ? link.share * (isLost(link) ? 1 : (risk.get(link.upstreamId) ?? 0))
              : 0,
          );
          return (
            lost.reduce((sum, share) => sum + share, 0) + (isPessimist && told < 1 - 1e-9 ? 1 - told : 0)
          );
        });
        return [id, Math.min(1, Math.max(0, ...losses))];
      }),
    );
  }
  const whole = positions.reduce((sum, { exposure }) => sum + exposure, 0);
  const lost = positions.map(({ supplierId, originCountry, exposure }) => {
    const row = rows.get(supplierId ?? "");
    if (row === undefined) return isPessimist ? exposure : 0;
    const asks = (set.countries ?? []).length > 0;
    const isMade =
      originCountry === null ? asks && isPessimist : set.countries?.includes(originCountry) === true;
    if (isMade && isOut(row) && hasEnded(0, stockOf(row))) return exposure;
    return hasEnded(starts.get(row.supplierId) ?? 0, stockOf(row))
      ? exposure * (risk.get(row.supplierId) ?? 0)
      : 0;
  });
  return lost.reduce((sum, exposure) => sum + exposure, 0) / whole;
}

function belongs({ suppliers }: World, set: RemovedSet, id: string): "yes" | "maybe" | "no" {
  const { country = null, port } = suppliers.find(({ supplierId }) => supplierId === id) ?? {};
  const ports = set.ports ?? [];
  const countries = set.countries ?? [];
  if (set.suppliers?.includes(id) || set.owners?.includes(id)) return "yes";
  if (port !== undefined && port.length > 0 && port.every((one) => ports.includes(one))) return "yes";
  if (country !== null && countries.includes(country)) return "yes";
  if (country === null && countries.length > 0) return "maybe";
  return ports.length > 0 && (port === undefined || port.some((one) => ports.includes(one))) ? "maybe" : "no";
}

import type { RemovedSet } from "../../shared/look-through/removed-set.ts";
import type { World } from "./supply-worlds.ts";

/**
 * Look-through as its definition reads, with nothing clever about it, to hold the real one against. Every supplier
 * owns itself.
 */
export interface PlainRisk {
  lower: Map<string, number>;
  upper: Map<string, number>;
}

/** Follows every path of a world without cycles. */
export function byEnumeration(world: World, set: RemovedSet): PlainRisk {
  const bound = (id: string, pessimist: boolean): number =>
    nodeRisk(world, set, id, pessimist, (upstream) => bound(upstream, pessimist));
  return bothBounds(world, bound);
}

/** Iterates a world, cycles and all, from 0 until nothing moves. */
export function byIteration(world: World, set: RemovedSet): PlainRisk {
  const settle = (pessimist: boolean) => {
    let risk = new Map(world.suppliers.map(({ supplierId }) => [supplierId, 0]));
    for (let sweep = 0; sweep < 5000; sweep += 1) {
      risk = new Map(
        [...risk.keys()].map((id) => [id, nodeRisk(world, set, id, pessimist, (up) => risk.get(up) ?? 0)]),
      );
    }
    return risk;
  };
  return { lower: settle(false), upper: settle(true) };
}

/** The share of all exposure that is lost, from the risk of each supplier. */
export function plainLoss({ positions }: World, set: RemovedSet, risk: PlainRisk) {
  const total = positions.reduce((sum, { exposure }) => sum + exposure, 0);
  let [lower, upper] = [0, 0];
  for (const { supplierId, originCountry, exposure } of positions) {
    const asksOrigin = (set.countries ?? []).length > 0;
    const isMadeThere = originCountry !== null && set.countries?.includes(originCountry);
    const unsure = supplierId === null || (asksOrigin && originCountry === null);
    lower += exposure * (isMadeThere ? 1 : supplierId === null ? 0 : (risk.lower.get(supplierId) ?? 0));
    upper += exposure * (isMadeThere || unsure ? 1 : (risk.upper.get(supplierId ?? "") ?? 0));
  }
  return { lower: lower / total, upper: upper / total };
}

function nodeRisk(
  { suppliers, links }: World,
  set: RemovedSet,
  id: string,
  pessimist: boolean,
  riskOf: (upstreamId: string) => number,
): number {
  const { country = null, port } = suppliers.find(({ supplierId }) => supplierId === id) ?? {};
  const ports = set.ports ?? [];
  const isPlaced = port !== undefined && port.length > 0 && port.every((one) => ports.includes(one));
  const isIn =
    set.suppliers?.includes(id) ||
    set.owners?.includes(id) ||
    isPlaced ||
    (country !== null && set.countries?.includes(country));
  if (isIn) return 1;
  if (pessimist && country === null && (set.countries ?? []).length > 0) return 1;
  if (pessimist && ports.length > 0 && (port === undefined || port.some((one) => ports.includes(one))))
    return 1;
  const isCut = (linkPort: string | undefined) => linkPort !== undefined && ports.includes(linkPort);
  const inputs = Map.groupBy(
    links.filter(({ supplierId }) => supplierId === id),
    ({ input }) => input,
  );
  const losses = [...inputs.values()].map((own) => {
    const explained = own.reduce((sum, { share }) => sum + share, 0);
    const lost = own.reduce(
      (sum, { share, upstreamId, port }) => sum + share * (isCut(port) ? 1 : riskOf(upstreamId)),
      0,
    );
    return lost + (pessimist ? Math.max(0, 1 - explained) : 0);
  });
  return Math.min(1, Math.max(0, ...losses));
}

function bothBounds({ suppliers }: World, bound: (id: string, pessimist: boolean) => number): PlainRisk {
  const ids = suppliers.map(({ supplierId }) => supplierId);
  return {
    lower: new Map(ids.map((id) => [id, bound(id, false)])),
    upper: new Map(ids.map((id) => [id, bound(id, true)])),
  };
}

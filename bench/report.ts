import { startEmbeddedCloud } from "../cli/cloud/embedded.ts";
import { shippedPolicies } from "../cli/cloud/policy-folder.ts";
import { readReported } from "../functions/report/read-sector.ts";
import { reportPage } from "../report/page.ts";
import type { Link } from "../shared/supply/link.ts";
import type { Position } from "../shared/supply/position.ts";
import type { Supplier } from "../shared/supply/supplier.ts";
import { asMinor } from "../shared/values/exposure.ts";
import { answer, isJson, say } from "./answer.ts";
import { measure, randomFrom } from "./measure.ts";

// The report page of a wide sector: 2,000 suppliers in five tiers behind 50,000 links, and 5,000 positions. Drawing is timed by
// itself: the same figures are drawn several times.

const [SUPPLIERS, LINKS, POSITIONS, TIERS] = [2000, 50_000, 5000, 5];
const AS_OF = "2026-07-31";
const DRAWN = 5;
const random = randomFrom(20260731);
const upTo = (most: number) => Math.floor(random() * most);
const COUNTRIES = ["CN", "US", "KR", "JP", "DE", null];

const { policies } = shippedPolicies();
const cloud = await startEmbeddedCloud(null, { email: async () => {}, events: async () => {} });
await cloud.importPorts.suppliers.put(Array.from({ length: SUPPLIERS }, (_, at) => supplierOf(at)));
await cloud.importPorts.links.put(linksOf());
await cloud.importPorts.positions.put(Array.from({ length: POSITIONS }, (_, at) => positionOf(at)));
await cloud.recompute({ sector: "ai", asOf: AS_OF });
const policy = policies.get("ai");
if (policy === undefined) throw new Error("there is no policy of ai");
const ports = { ...cloud, now: () => new Date() };
const started = performance.now();
const reported = await readReported(
  policy,
  new Map([[policy.sector, policy]]),
  ports,
  Number.POSITIVE_INFINITY,
);
const readSeconds = (performance.now() - started) / 1000;
const input = {
  sectors: [reported],
  unwatched: [],
  madeAt: `${AS_OF}T06:00:00.000Z`,
  version: "bench",
  place: null,
};
const times = Array.from({ length: DRAWN }, () => measure(() => reportPage(input)));
const megabytes = Buffer.byteLength(times[0]?.result ?? "") / 1e6;
const drawSeconds = Math.min(...times.map(({ seconds }) => seconds));
await cloud.close();

say(`${SUPPLIERS} suppliers, ${LINKS} links, ${POSITIONS} positions`);
say(
  `  read and explained in ${readSeconds.toFixed(1)} s, drawn in ${drawSeconds.toFixed(2)} s, ${megabytes.toFixed(2)} MB`,
);
const report = { drawSeconds: Number(drawSeconds.toFixed(2)), megabytes: Number(megabytes.toFixed(2)) };
if (isJson) answer({ report });

function supplierOf(at: number): Supplier {
  return {
    supplierId: `s${at}`,
    name: `Supplier ${at} of Batteries`,
    country: COUNTRIES[at % COUNTRIES.length] ?? null,
    parentId: at % 7 === 0 && at > 50 ? `s${at % 50}` : null,
    parentStake: at % 7 === 0 && at > 50 ? 0.8 : null,
    lists: [],
    inputs: null,
  };
}

/** Links lead to a higher tier, but for some back, which make rings. */
function linksOf(): Link[] {
  const found = new Map<string, Link>();
  const left = new Map<string, number>();
  while (found.size < LINKS) {
    const [from, input] = [upTo(SUPPLIERS), `input-${upTo(20)}`];
    const tier = from % TIERS;
    const to = upTo(SUPPLIERS);
    const isBack = random() < 0.0005;
    if (to === from || (!isBack && to % TIERS <= tier && tier < TIERS - 1) || (tier === TIERS - 1 && !isBack))
      continue;
    const key = `s${from} ${input}`;
    const share = Math.min(0.25, left.get(key) ?? 1);
    if (share === 0 || found.has(`${key} s${to}`)) continue;
    left.set(key, (left.get(key) ?? 1) - share);
    found.set(`${key} s${to}`, {
      ...{ supplierId: `s${from}`, input, upstreamId: `s${to}`, share, originCountry: null, source: "bench" },
    });
  }
  return [...found.values()];
}

function positionOf(at: number): Position {
  return {
    positionId: `P-${at}`,
    sector: "ai",
    supplierId: at % 50 === 0 ? null : `s${upTo(400) * TIERS}`,
    item: `item-${upTo(40)}`,
    originCountry: COUNTRIES[upTo(COUNTRIES.length)] ?? null,
    exposure: asMinor(1000_00 + upTo(1_000_000)),
    date: `2026-0${1 + upTo(7)}-${10 + upTo(18)}`,
    periodStart: null,
    program: null,
    source: "bench",
  };
}

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { addDays } from "../../shared/values/day.ts";
import { randomFrom } from "../measure.ts";
import { PER_PAGE, SHARDS, type Shown, textOf } from "./pages.ts";

// A server that answers Query as DynamoDB does, with pages that are prepared once. It tells its port on the first line that it
// prints. `node bench/reader/replay.ts` runs until it is ended.

// So many pages differ; then they are served again.
const DIFFERENT_PAGES = 64;
const CELLS = 10_000;
const SUPPLIERS = 1000;
const COUNTRIES = ["CN", "US", "KR", "JP", "DE", "HU", "MY", null];
const ITEMS = ["battery-energy-storage", "ups-battery-cabinet", "rack-battery-backup", "lithium-ion-cells"];
const FIRST_DAY = "2025-08-01";
// A page of a shard of a million positions a year holds as many days.
const DAYS_OF_PAGE = 20;
const DAYS_OF_YEAR = 360;

const random = randomFrom(20260731);
const pages = Array.from({ length: DIFFERENT_PAGES }, (_, page) => {
  const first = (page * DAYS_OF_PAGE) % DAYS_OF_YEAR;
  const items = Array.from({ length: PER_PAGE }, (_, at) => {
    return itemOf(page * PER_PAGE + at, first + Math.floor((at * DAYS_OF_PAGE) / PER_PAGE));
  });
  return Buffer.from(`{"Count":${PER_PAGE},"Items":[${items.join()}]`);
});
const NOTHING = Buffer.from('{"Count":0,"Items":[],"ScannedCount":0}');

/** An item of the index by day, with the attributes in no order of ours. The days of a page come one after the other. */
function itemOf(at: number, dayOfYear: number): string {
  const cell = at % CELLS;
  const country = COUNTRIES[cell % COUNTRIES.length];
  const day = addDays(FIRST_DAY, dayOfYear);
  const place = Math.floor(random() * 36 ** 10)
    .toString(36)
    .padStart(10, "0");
  return JSON.stringify({
    supplierId: { S: `maker-of-batteries-${String(cell % SUPPLIERS).padStart(5, "0")}` },
    day: { S: `${day}#${place}` },
    importId: { S: importOf(day) },
    item: { S: ITEMS[cell % ITEMS.length] },
    ...(country === null ? {} : { originCountry: { S: country } }),
    exposure: { N: String(10_000 + Math.floor(random() * 10_000_000)) },
    program: { S: `data-center-campus-${String(Math.floor(cell / SUPPLIERS)).padStart(3, "0")}` },
    ...(at % 50 === 0 ? { illustrative: { BOOL: true } } : {}),
  });
}

/** A file is imported for each month; one row in ten has come with a later correction. */
function importOf(day: string): string {
  const month = addDays(`${day.slice(0, 8)}28`, random() < 0.1 ? 40 : 10).slice(0, 7);
  return `${month}-03T06:00:00.000Z-5f3a9c`;
}

/** The number of the page that follows a key. */
function pageAfter(key: Shown["ExclusiveStartKey"]): number {
  return key === undefined ? 0 : Number(key.positionId.S);
}

/** A page of a shard: its bytes, and what comes after its items. */
function answerTo({ ExpressionAttributeValues, ExclusiveStartKey, TableName }: Shown): Buffer[] {
  const shard = Number(
    Object.values(ExpressionAttributeValues)
      .find(({ S }) => /#\d\d$/.test(S))
      ?.S.slice(-2),
  );
  const perShard = Number(TableName.split("-").at(-1)) / SHARDS / PER_PAGE;
  if (Number.isNaN(shard)) return [NOTHING];
  const page = pageAfter(ExclusiveStartKey);
  const body = pages[(shard * perShard + page) % DIFFERENT_PAGES] ?? NOTHING;
  const key = { sectorShard: { S: `ai#${shard}` }, positionId: { S: String(page + 1) }, day: { S: "2026" } };
  const next = page + 1 < perShard ? `,"LastEvaluatedKey":${JSON.stringify(key)}` : "";
  return [body, Buffer.from(`${next},"ScannedCount":${PER_PAGE}}`)];
}

const server = createServer(async (incoming: IncomingMessage, outgoing) => {
  const parts = answerTo(JSON.parse(await textOf(incoming)));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  outgoing.writeHead(200, { "content-type": "application/x-amz-json-1.0", "content-length": length });
  for (const part of parts) outgoing.write(part);
  outgoing.end();
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  const perItem = ((pages[0]?.length ?? 0) / PER_PAGE).toFixed(0);
  process.stdout.write(`${port} ${perItem}\n`);
});

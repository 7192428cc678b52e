import { Agent, request } from "node:http";
import { type Totals, textOf } from "./pages.ts";
import { inShards, queryOf } from "./shards.ts";

type Page = { Items?: { exposure?: { N?: string } }[]; LastEvaluatedKey?: object };

const agent = new Agent({ keepAlive: true });

/** The floor: takes the bytes of each page, and lets `JSON.parse` do all that must be done to them. */
export function read(table: string, url: string): Promise<Totals> {
  return inShards((shard) => parseOnly(table, url, shard));
}

async function parseOnly(table: string, url: string, shard: string): Promise<Totals> {
  const totals = { positions: 0, exposure: 0 };
  let ExclusiveStartKey: object | undefined;
  do {
    const page: Page = JSON.parse(await post(url, { ...queryOf(table, shard), ExclusiveStartKey }));
    for (const { exposure } of page.Items ?? []) totals.exposure += Number(exposure?.N);
    totals.positions += page.Items?.length ?? 0;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return totals;
}

function post(url: string, body: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST" }, (incoming) => {
      textOf(incoming).then(resolve, reject);
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}

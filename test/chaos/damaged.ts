import { itemKey } from "../../functions/aws/dynamo/item-key.ts";
import { until } from "../endpoint/steps.ts";
import { damages, type Thing } from "../support/damages.ts";
import { type DamagedKind, damagedKinds, lastAssessmentOf } from "./damaged-kinds.ts";
import type { Item } from "./deployed.ts";
import { filler } from "./rows.ts";
import { crossing } from "./staggered.ts";
import { type Trial, watch } from "./trial.ts";

const ROWS = 400;
const SIZE = ROWS * 100;
const NOT_TRIED = "its content is huge when it is unpacked";
const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists\n";
const LINKS = "supplierId,input,upstreamId,share,source\n";

/**
 * One thing after the other of what is stored is damaged, with alerts open; then a limit is crossed that was not before. It
 * is told all the same, or, where nothing can be decided, once the thing is restored; operations are told which item it is.
 */
export async function damagedItems(trial: Trial): Promise<string> {
  const { sector, deployed } = trial;
  const damaged = sector("damaged");
  await deployed.put(
    "suppliers/suppliers.csv",
    `${SUPPLIERS}damaged,Damaged,US,,,\nchaos-maker,Maker,US,,,\n`,
  );
  await deployed.put("links/links.csv", `${LINKS}damaged,cells,chaos-maker,0.5,chaos\n`);
  await damaged.put("base.csv", [...filler("damaged", ROWS, 100), crossing("damaged", 2, SIZE)]);
  await damaged.settle();
  const done: string[] = [];
  for (const [at, kind] of damagedKinds.entries()) done.push(await damageOne(trial, kind, 3 + at));
  await watch(deployed);
  const told = await damaged.settleMarkers();
  return `${done.join("; ")}; ${told}`;
}

/** Damages one thing, crosses the limit of that number, and restores the thing. @returns what was done. */
async function damageOne(trial: Trial, kind: DamagedKind, number: number): Promise<string> {
  const { deployed, random, expectFault, inbox } = trial;
  const { thing, name, find } = kind;
  const last = await lastAssessmentOf("damaged", deployed);
  const whole = await find(deployed, last);
  const damage = random.pick(damages.filter((one) => one.of.includes(thing.form) && one.name !== NOT_TRIED));
  await deployed.store(thing.table, damage.make(whole, thing));
  const key = kind.namedBy?.(last) ?? itemKey(thing.table, whole);
  if (kind.isWatched) expectFault({ name: `${name}: ${damage.name}`, said: literally(key) });
  await look(trial, kind);
  const row = crossing("damaged", number, SIZE);
  await trial.sector("damaged").put(`cross-${number}.csv`, [row]);
  const isTold = () => inbox.bulletinsOf("damaged").some(({ news }) => news.includes(newsOf(row.country)));
  if (kind.stopsItsSector) {
    const failures = await deployed.failuresOf("recompute");
    await until("the last attempt", async () =>
      (await deployed.failuresOf("recompute")) > failures ? "over" : null,
    );
  } else
    await until(`${name} (${damage.name}): ${newsOf(row.country)}`, async () => (isTold() ? "told" : null));
  await look(trial, kind);
  await restore(trial, thing, whole, kind);
  if (kind.stopsItsSector) await deployed.invoke("recompute", { sector: "damaged" });
  return `${name}: ${damage.name}`;
}

function newsOf(country: string): string {
  return `raised from-${country.toLowerCase()}`;
}

/** The watchdog fails where it cannot read what it remembers: it has told that before. */
async function look({ deployed }: Trial, { stopsTheWatchdog }: DamagedKind): Promise<void> {
  const looked = await watch(deployed).then(
    () => "looked",
    (error: Error) => error.message,
  );
  if (looked !== "looked" && !stopsTheWatchdog) throw new Error(looked);
}

async function restore({ deployed }: Trial, { table }: Thing, whole: Item, kind: DamagedKind): Promise<void> {
  if (kind.isMadeUp === true) await deployed.drop(table, whole);
  else await deployed.store(table, whole);
}

function literally(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTables } from "../../cli/cloud/create-tables.ts";
import { startDynamo } from "../../cli/cloud/embedded-dynamo.ts";
import { readInbox } from "../../cli/cloud/inbox.ts";
import { enterLocalEnvironment } from "../../cli/cloud/local-environment.ts";
import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import { dayOf } from "../../shared/values/day.ts";
import { emptyWatch } from "../../shared/watchdog/watch.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

const SECTOR = "us-storage-imports";

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  const today = dayOf(new Date());
  const rows = [`P-1,${SECTOR},,bess,CN,300,${today},,test`, `P-2,${SECTOR},,bess,JP,700,${today},,test`];
  await place.chokepoint(
    "import",
    "positions",
    place.file("p.csv", [POSITION_COLUMNS, ...rows, ""].join("\n")),
  );
  await killedAtPublish();
});
afterAll(() => place.remove());

/** Recomputes in a process that is killed around its publish. */
async function killedAtPublish(): Promise<void> {
  const args = ["test/support/killed-at-publish.ts", join(place.folder, ".chokepoint"), SECTOR];
  const [, signal] = await once(spawn(process.execPath, args, { stdio: "ignore" }), "close");
  expect(signal).toBe("SIGKILL");
}

describe("a bulletin whose process was killed around its publish", () => {
  it.each([["recompute"], ["watchdog"]])("is published at once by the next local %s", async (command) => {
    const dir = join(place.folder, command);
    cpSync(join(place.folder, ".chokepoint"), dir, { recursive: true });
    const sector = command === "recompute" ? ["--sector", SECTOR] : [];
    await place.chokepoint(command, ...sector, "--dir", dir);
    const emails = await readInbox(dir);
    const alerts = emails.filter(({ subject }) => !subject.startsWith("[OPERATIONS]"));
    expect(alerts.map(({ text }) => text.slice(0, 9))).toEqual(["SENT LATE"]);
  });
});

describe("a look of the watchdog whose process was killed while it told", () => {
  it("holds up no later local look", async () => {
    const dynamo = await startDynamo(join(place.folder, "held"));
    enterLocalEnvironment(dynamo.url, {});
    const client = createDynamoClient();
    await createTables(client);
    const inAMinute = new Date(Date.now() + 60_000).toISOString();
    await createWatchStore(client, "ledgers").save(emptyWatch, 0, inAMinute);
    client.destroy();
    await dynamo.close();
    const { stdout } = await place.chokepoint("watchdog", "--dir", "held");
    expect(stdout).toContain("wrong now:\n  ai was never recomputed");
    expect(Date.now()).toBeLessThan(Date.parse(inAMinute));
  });
});

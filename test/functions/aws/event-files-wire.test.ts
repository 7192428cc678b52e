import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createS3Client } from "../../../functions/aws/s3/client.ts";
import { createEventFiles } from "../../../functions/aws/s3/event-file-store.ts";
import { EventFilesWorld } from "../../support/event-files-world.ts";
import { type LoopbackS3, startLoopbackS3 } from "../../support/loopback-s3.ts";
import { withoutDelays } from "../../support/wired-run.ts";

// The watchdog's daily files through the SDK, as deployed, to an S3 that refuses a second put of a file.

let s3: LoopbackS3;
let client: ReturnType<typeof createS3Client>;
let world: EventFilesWorld;
const credentials = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

beforeEach(async () => {
  withoutDelays();
  Object.assign(process.env, credentials);
  s3 = await startLoopbackS3();
  client = createS3Client(s3.url);
  world = new EventFilesWorld();
  for (const chinese of [300, 700, 100]) {
    await world.run(chinese);
    world.wait(24);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  client.destroy();
  await s3.close();
});

const look = () => world.look({ ...world.ports, eventFiles: createEventFiles(client, "log") });
const files = ["2026-08-01", "2026-08-02", "2026-08-03"].map((day) => `log/events/ai/${day}.jsonl`);
const [first = "", second = "", third = ""] = files;
const INDEX = "log/index/ai.json";
const written = () => files.map((file) => s3.objects.get(file) ?? "").join("");

describe("the files of the event log, over the wire", () => {
  it("are written, each once, then the index; the next look asks only for that", async () => {
    expect(await look()).toEqual([{ sector: "ai", files: 3, upTo: "2026-08-03", left: 0 }]);
    expect(s3.asked).toEqual([
      `GET ${INDEX} 404`,
      ...files.map((file) => `PUT ${file} 200`),
      `PUT ${INDEX} 200`,
    ]);
    expect(written()).toBe(await world.log());
    s3.asked.length = 0;
    expect(await look()).toEqual([]);
    expect(s3.asked).toEqual([`GET ${INDEX} 200`]);
  });

  it("stay as they are where the index is gone: S3 refuses the second put of each, and the look goes on", async () => {
    await look();
    s3.objects.delete(INDEX);
    s3.objects.set(second, "as somebody has left it\n");
    const before = new Map(s3.objects);
    s3.asked.length = 0;
    expect(await look()).toEqual([{ sector: "ai", files: 3, upTo: "2026-08-03", left: 0 }]);
    expect(s3.asked.slice(1)).toEqual([...files.map((file) => `PUT ${file} 412`), `PUT ${INDEX} 200`]);
    s3.objects.delete(INDEX);
    expect(s3.objects).toEqual(before);
  });

  it("of which S3 refuses the second: the look fails and names it, and the next one goes on", async () => {
    s3.let("refused", second);
    await expect(look()).rejects.toThrow("writing that of 2026-08-02: AccessDenied");
    expect([...s3.objects.keys()]).toEqual([first]);
    s3.asked.length = 0;
    expect(await look()).toMatchObject([{ files: 3, left: 0 }]);
    expect(s3.asked.slice(1, 4)).toEqual([`PUT ${first} 412`, `PUT ${second} 200`, `PUT ${third} 200`]);
    expect(written()).toBe(await world.log());
  });

  it("of which one is written and the answer lost: the SDK tries again, and its own file counts as written", async () => {
    s3.let("a lost answer", second);
    expect(await look()).toMatchObject([{ files: 3, left: 0 }]);
    expect(s3.asked.filter((one) => one.includes(second))).toEqual([
      `PUT ${second} 200`,
      `PUT ${second} 412`,
    ]);
    expect(written()).toBe(await world.log());
  });

  it("are whole where the index cannot be written: the next look writes that", async () => {
    s3.let("refused", INDEX);
    await expect(look()).rejects.toThrow("writing how far they are written: AccessDenied");
    expect(written()).toBe(await world.log());
    expect(await look()).toMatchObject([{ upTo: "2026-08-03" }]);
    expect(s3.objects.get(INDEX)).toContain('"upTo":"2026-08-03"');
  });

  it("are the same when two looks write them at once", async () => {
    await Promise.all([look(), look()]);
    expect(s3.asked.filter((one) => one.startsWith("PUT log/events") && one.endsWith("200"))).toHaveLength(3);
    expect(written()).toBe(await world.log());
  });
});

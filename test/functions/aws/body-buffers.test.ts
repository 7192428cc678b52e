import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBodyBuffers } from "../../../functions/aws/dynamo/body-buffers.ts";

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** A body that comes in chunks, each a while after the one before. */
async function* slowly(chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await new Promise((resolve) => setImmediate(resolve));
    yield Buffer.from(chunk);
  }
}

describe("bodies gathered in buffers that are used again", () => {
  it("are whole, also when several come at the same time and one after the other", async () => {
    const bodies = fc.array(fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(bodies, { maxLength: 3 }), async (rounds) => {
        const { gather } = createBodyBuffers();
        for (const round of rounds) {
          const gathered = await Promise.all(round.map((chunks) => gather(slowly(chunks), textOf)));
          expect(gathered).toEqual(round.map((chunks) => chunks.join("")));
        }
      }),
    );
  });

  it("may be longer than the buffers were", async () => {
    const { gather } = createBodyBuffers();
    const long = ["a".repeat(700_000), "b".repeat(700_000), "c".repeat(3_000_000)];
    expect(await gather(slowly(long), textOf)).toBe(long.join(""));
    expect(await gather(slowly(["short"]), textOf)).toBe("short");
  });

  it("use the buffer of the one before", async () => {
    const { gather } = createBodyBuffers();
    const bufferOf = (bytes: Uint8Array) => bytes.buffer;
    const first = await gather(slowly(["one"]), bufferOf);
    expect(await gather(slowly(["two"]), bufferOf)).toBe(first);
  });

  it("that break off disturb none that come later", async () => {
    const { gather } = createBodyBuffers();
    const broken = Readable.from(slowly(["begun", "never read"]));
    const failed = gather(broken, textOf);
    broken.once("data", () => broken.destroy(new Error("socket hang up")));
    await expect(failed).rejects.toThrow("socket hang up");
    expect(await gather(slowly(["whole"]), textOf)).toBe("whole");
  });

  it("disturb none that come later when they cannot be read", async () => {
    const { gather } = createBodyBuffers();
    const read = () => {
      throw new Error("unreadable");
    };
    await expect(gather(slowly(["bad"]), read)).rejects.toThrow("unreadable");
    expect(await gather(slowly(["good"]), textOf)).toBe("good");
  });
});

import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type LambdaContext, type LambdaParts, lambda } from "../../../functions/runtime/lambda.ts";

interface Payload {
  sector?: string | undefined;
}

const schema: z.ZodType<Payload> = z.strictObject({ sector: z.string().optional() });
const context = { awsRequestId: "r-1", functionName: "f" } as LambdaContext;

/** A handler that writes down all that is done, in its order. */
function handlerWith(changed: Partial<LambdaParts<Payload, string>> = {}) {
  const done: unknown[] = [];
  const handler = lambda<Payload, string>({
    logger: { addContext: ({ awsRequestId }) => void done.push(["logs for", awsRequestId]) },
    schemaOf: () => schema,
    async run(payload, from) {
      done.push(["runs", payload, from]);
      return "answer";
    },
    afterwards: () => void done.push(["afterwards"]),
    ...changed,
  });
  return { done, handler };
}

describe("a handler of Lambda", () => {
  it("runs the payload as it was read, after the log names the invocation and before the end", async () => {
    const { done, handler } = handlerWith();
    expect(await handler({ sector: "ai" }, context)).toBe("answer");
    expect(done).toEqual([["logs for", "r-1"], ["runs", { sector: "ai" }, context], ["afterwards"]]);
  });

  it.each([
    ["without a payload", undefined],
    ["with none but null, as a test event may be", null],
  ])("runs an empty payload when it is invoked %s", async (_name, event) => {
    const { done, handler } = handlerWith();
    expect(await handler(event)).toBe("answer");
    expect(done).toEqual([["runs", {}, undefined], ["afterwards"]]);
  });

  it.each([
    [{ sector: 1 }, 'payload: field "sector": must be a text, not a number'],
    [{ sectors: [] }, 'payload: field "sectors" is not known'],
    ["ai", "payload: must be an object, not a text"],
  ])("refuses the payload %j in one sentence, and runs nothing", async (event, message) => {
    const { done, handler } = handlerWith();
    await expect(handler(event, context)).rejects.toMatchObject({ name: "PayloadError", message });
    expect(done).toEqual([["logs for", "r-1"], ["afterwards"]]);
  });

  it("asks which schema it is by what has come", async () => {
    const other = z.strictObject({ item: z.string() }) as unknown as z.ZodType<Payload>;
    const isOther = (event: unknown) => typeof event === "object" && event !== null && "item" in event;
    const { handler } = handlerWith({ schemaOf: (event) => (isOther(event) ? other : schema) });
    expect(await handler({ item: "bess" })).toBe("answer");
    expect(await handler({ sector: "ai" })).toBe("answer");
    await expect(handler({ item: 1 })).rejects.toThrow('field "item"');
  });

  it("fails with the very error of the run, after what is done at the end", async () => {
    const error = new Error("the table is gone");
    const { done, handler } = handlerWith({ run: () => Promise.reject(error) });
    await expect(handler({}, context)).rejects.toBe(error);
    expect(done).toEqual([["logs for", "r-1"], ["afterwards"]]);
  });

  it("fails with what a run throws before it waits for anything", async () => {
    const { done, handler } = handlerWith({
      run() {
        throw new Error("at once");
      },
    });
    await expect(handler({})).rejects.toThrow("at once");
    expect(done).toEqual([["afterwards"]]);
  });

  it("needs nothing to be done at the end", async () => {
    const handler = lambda({
      logger: { addContext: () => {} },
      schemaOf: () => schema,
      run: async () => "answer",
    });
    expect(await handler({})).toBe("answer");
  });
});

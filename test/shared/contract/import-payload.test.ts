import { describe, expect, it } from "vitest";
import { readPayload } from "../../../functions/runtime/payload.ts";
import { importSchemaFor } from "../../../shared/contract/import-payload.ts";

const read = (payload: unknown) => readPayload(importSchemaFor(payload), payload);
const recordOf = (key: unknown, name: unknown = "files") => ({
  eventName: "ObjectCreated:Put",
  s3: { bucket: { name, arn: "arn:aws:s3:::files" }, object: { key, eTag: "abc", versionId: "v1" } },
});

describe("the payload of an import", () => {
  it("is a notification of S3, with its keys decoded", () => {
    const Records = [recordOf("positions/a+b%2Bc%C3%A9.csv"), recordOf("links/x.csv")];
    expect(read({ Records })).toEqual([
      { bucket: "files", key: "positions/a b+cé.csv" },
      { bucket: "files", key: "links/x.csv" },
    ]);
  });

  it("is an event of EventBridge, with its key as it is", () => {
    const detail = { bucket: { name: "files" }, object: { key: "positions/a+b%20c.csv", etag: "abc" } };
    expect(read({ source: "aws.s3", "detail-type": "Object Created", detail })).toEqual([
      { bucket: "files", key: "positions/a+b%20c.csv" },
    ]);
  });

  it("is given by hand", () => {
    const place = { bucket: "files", key: "positions/a+b.csv" };
    expect(read(place)).toEqual([place]);
  });

  it("may be the test of S3, which is about no object", () => {
    expect(read({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "files" })).toEqual([]);
  });

  it.each([
    [{}, 'field "bucket": must name a bucket'],
    [{ bucket: "files" }, 'field "key": must be the key of an object'],
    [{ bucket: "files", key: "" }, 'field "key": must not be empty'],
    [{ bucket: "files", key: "é".repeat(513) }, 'field "key": is longer than 1024 bytes'],
    [{ bucket: "files", key: "\ud800" }, 'field "key": is not well-formed text'],
    [{ bucket: "../files", key: "a" }, 'field "bucket": must name a bucket'],
    [{ bucket: "files", key: "a", replace: true }, 'field "replace" is not known'],
    [{ Records: "all" }, 'field "Records": must be a list'],
    [{ Records: [{}] }, 'field "Records.0.s3": is missing'],
    [{ Records: [recordOf("%E0%A4%A")] }, 'field "Records.0.s3.object.key": is not URL-encoded text'],
    [{ Records: [recordOf(7)] }, 'field "Records.0.s3.object.key": must be the key of an object'],
    [{ detail: {} }, 'field "detail.bucket": is missing'],
    [{ Event: "s3:Other" }, 'field "Event":'],
    ["a.csv", "must be an object"],
  ])("%j is refused, naming the field", (payload, message) => {
    expect(() => read(payload)).toThrow(`payload: ${message}`);
  });
});

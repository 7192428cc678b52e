import { describe, expect, it } from "vitest";
import { during, reasonOf } from "../../../functions/runtime/during.ts";

describe("the reason of a failure", () => {
  const answered = (error: Error, httpStatusCode: number) =>
    Object.assign(error, { $metadata: { httpStatusCode } });
  const reasons: [string, unknown, string][] = [
    ["its message", new Error("the ledger is too large"), "the ledger is too large"],
    ["what was thrown, when that is no error", "stop", "stop"],
    [
      "the name of an exception without a message",
      Object.assign(new Error("UnknownError"), { name: "ResourceNotFoundException" }),
      "ResourceNotFoundException",
    ],
    [
      "the status of an answer without a name",
      answered(Object.assign(new Error("Unknown"), { name: "Unknown" }), 500),
      "AWS answered with status 500 and no reason",
    ],
    [
      "the first failure of several addresses that were tried",
      new AggregateError([new Error("connect ECONNREFUSED ::1:443"), new Error("other")]),
      "connect ECONNREFUSED ::1:443",
    ],
    [
      "a page where JSON should be, without the page",
      answered(new SyntaxError("Unexpected token '<', \"<html>\"... is not valid JSON"), 503),
      "AWS answered with status 503 and something that cannot be read",
    ],
    [
      "a timeout, without the name of a package",
      new Error(
        "@smithy/node-http-handler - [ERROR] a request has exceeded the configured 5 ms requestTimeout.",
      ),
      "a request has exceeded the configured 5 ms requestTimeout.",
    ],
    [
      "a damaged answer, without advice to programmers",
      new Error("the stream ended early\n  Deserialization error: to see the raw response, inspect it."),
      "the stream ended early",
    ],
  ];

  it.each(reasons)("is %s", async (_name, error, reason) => {
    expect(reasonOf(error)).toBe(reason);
    await expect(during("a step", () => Promise.reject(error))).rejects.toThrow(`a step: ${reason}`);
  });

  it("is never empty", () => {
    for (const error of [new Error(""), new AggregateError([]), undefined, null]) {
      expect(reasonOf(error)).not.toBe("");
    }
  });
});

import { describe, expect, it } from "vitest";
import { synthesize } from "../support/synthesis.ts";

function functionsAndActions(context: Record<string, unknown>) {
  const { template, remove } = synthesize(context);
  const functions = Object.values(template.findResources("AWS::Lambda::Function"));
  const policies = JSON.stringify(template.findResources("AWS::IAM::ManagedPolicy"));
  remove();
  return { modes: functions.map(({ Properties }) => Properties.TracingConfig?.Mode), policies };
}

describe("X-Ray", () => {
  it("records nothing unless it is asked for, and no role may write to it", () => {
    const { modes, policies } = functionsAndActions({});
    expect(new Set(modes)).toEqual(new Set([undefined]));
    expect(policies).not.toContain("xray:");
  });

  it("records every function where the owner asks for it", () => {
    const { modes, policies } = functionsAndActions({ tracing: "true" });
    expect(new Set(modes)).toEqual(new Set(["Active"]));
    expect(policies.match(/xray:PutTraceSegments/g)).toHaveLength(modes.length);
  });
});

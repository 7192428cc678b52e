import { describe, expect, it } from "vitest";
import { sha256 } from "../../../functions/runtime/sha256.ts";
import {
  policyFolderOutput,
  policyOutputs,
  readPolicyOutputs,
  shortHash,
} from "../../../shared/contract/deployed-policies.ts";
import { chinaPolicy } from "../../support/samples.ts";

describe("the policies of a deployment", () => {
  it.each([1, 3, 40, 200])(
    "are told by outputs that CloudFormation takes, and read again: %i of them",
    (count) => {
      const policies = Array.from({ length: count }, (_, at) => ({
        ...chinaPolicy(),
        sector: `sector-${at}-x${"x".repeat(at % 60)}`,
      }));
      const outputs = policyOutputs(policies, sha256);
      for (const value of outputs.values()) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(1024);
      const read = readPolicyOutputs(new Map([...outputs, [policyFolderOutput, "own"]]));
      expect(read?.folder).toBe("own");
      expect([...(read?.sectors ?? [])]).toEqual(policies.map((one) => [one.sector, shortHash(one, sha256)]));
    },
  );

  it("are not told by a stack of an earlier version", () => {
    expect(readPolicyOutputs(new Map([["PositionsTable", "p"]]))).toBeNull();
  });

  it("differ where a limit does", () => {
    expect(shortHash(chinaPolicy("ai"), sha256)).not.toBe(
      shortHash(chinaPolicy("ai", { windowDays: 30 }), sha256),
    );
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { deployedPolicies } from "../../../functions/runtime/policy-folder.ts";
import { policyFiles } from "../../support/policy-files.ts";
import { chinaPolicy } from "../../support/samples.ts";

const files = policyFiles("ai");
afterAll(() => files.remove());

describe("the policies of a function", () => {
  it("are read when they are first asked for, and once", () => {
    const policies = deployedPolicies(files.folder);
    files.write(chinaPolicy("defense"));
    expect([...policies().keys()]).toEqual(["ai", "defense"]);
    files.write(chinaPolicy("other"));
    expect([...policies().keys()]).toEqual(["ai", "defense"]);
  });

  it("that are not there are missed when they are asked for", () => {
    const policies = deployedPolicies("/nowhere");
    expect(policies).toThrow("the folder of policies /nowhere does not exist");
  });
});

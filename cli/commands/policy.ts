import type { AddCommand } from "./answer-command.ts";
import { addPolicyCheck, addPolicyTest } from "./policy-check.ts";
import { addPolicyDiff } from "./policy-diff.ts";
import { addPolicyExplain } from "./policy-explain.ts";
import { addPolicyInit } from "./policy-init.ts";

/** Adds `policy` with its commands. */
export const addPolicy: AddCommand = (program, policyFolder, setExitCode) => {
  const policy = program
    .command("policy")
    .description("write policies of your own; check, test, explain and compare them");
  addPolicyInit(policy);
  addPolicyCheck(policy, policyFolder, setExitCode);
  addPolicyTest(policy, policyFolder, setExitCode);
  addPolicyExplain(policy, policyFolder);
  addPolicyDiff(policy, setExitCode);
};

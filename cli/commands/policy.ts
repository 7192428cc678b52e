import { addExamples } from "../terminal/examples.ts";
import type { AddCommand } from "./answer-command.ts";
import { addPolicyCheck, addPolicyTest } from "./policy-check.ts";
import { addPolicyDiff } from "./policy-diff.ts";
import { addPolicyExplain } from "./policy-explain.ts";
import { addPolicyInit } from "./policy-init.ts";

/** Adds `policy` with its commands. */
export const addPolicy: AddCommand = (program, policyFolder, setExitCode) => {
  const policy = addExamples(program.command("policy"), [
    ["policy explain china-look-through", "a rule in plain words"],
    ["policy test", "what the tests of the policies in use say"],
    ["policy diff old new --markdown", "what a change would have sent, for a pull request"],
  ]).description("write policies of your own; check, test, explain and compare them");
  addPolicyInit(policy);
  addPolicyCheck(policy, policyFolder, setExitCode);
  addPolicyTest(policy, policyFolder, setExitCode);
  addPolicyExplain(policy, policyFolder);
  addPolicyDiff(policy, setExitCode);
};

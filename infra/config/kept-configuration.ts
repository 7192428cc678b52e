import { CfnParameter, CfnRule, Fn, type Stack } from "aws-cdk-lib";
import type { DeploymentSettings } from "./deployment.ts";

/** The value of a parameter when there is no configuration file. */
const NO_FILE = "none";
const SOMEBODY = "somebody";
const NO_SUBSCRIBERS = "nobody";

/**
 * Makes the stack remember its configuration file and whether it has subscribers, so that CloudFormation
 * refuses a deployment without them. A parameter keeps the value of the first deployment, since each later one
 * uses the previous value. A rule compares it with what this template was made from, and fails before anything
 * changes.
 */
export function keepConfiguration(stack: Stack, { configFile, subscribers }: DeploymentSettings): void {
  const file = configFile ?? NO_FILE;
  const known = new CfnParameter(stack, "ConfigFile", {
    default: file,
    description: "The configuration file that this stack is deployed with, by its name; none without one",
  });
  const wayOn = `or, if that is what you want, deploy once with --parameters ConfigFile=${file}`;
  const problem =
    configFile === null
      ? `${stack.stackName} was deployed with a configuration file, and this deployment has none: its subscribers would be removed. Name the file with -c config=FILE (the stack's parameter ConfigFile says which), ${wayOn}`
      : `${stack.stackName} was deployed with another configuration file than ${file}, or with none. Name that one (the stack's parameter ConfigFile says which), ${wayOn}`;
  refuseUnless(stack, "ConfigFileIsKept", { parameter: known, values: [file], problem });

  const reached = new CfnParameter(stack, "Subscribers", {
    default: subscribers.length === 0 ? NO_SUBSCRIBERS : SOMEBODY,
    description: "Whether this stack was first deployed with subscribers to its alerts: somebody or nobody",
  });
  const taken = subscribers.length === 0 ? [NO_SUBSCRIBERS] : [SOMEBODY, NO_SUBSCRIBERS];
  const lost = `${stack.stackName} was deployed with subscribers, and this deployment has none. Name them (-c config=FILE, -c email=ADDRESS), or, if nobody is to receive alerts, deploy once with --parameters Subscribers=${NO_SUBSCRIBERS}`;
  const other = `the parameter Subscribers must be ${SOMEBODY} or ${NO_SUBSCRIBERS}`;
  refuseUnless(stack, "SubscribersAreKept", {
    parameter: reached,
    values: taken,
    problem: subscribers.length === 0 ? lost : other,
  });
}

interface Kept {
  parameter: CfnParameter;
  values: string[];
  problem: string;
}

function refuseUnless(stack: Stack, id: string, { parameter, values, problem }: Kept): void {
  const assert = Fn.conditionContains(values, parameter.valueAsString);
  new CfnRule(stack, id, { assertions: [{ assert, assertDescription: problem }] });
}

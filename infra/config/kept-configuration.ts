import { basename, resolve } from "node:path";
import { CfnParameter, CfnRule, Fn, type ICfnRuleConditionExpression, type Stack } from "aws-cdk-lib";
import { SHIPPED_POLICIES } from "../../shared/contract/deployed-policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { DeploymentSettings } from "./deployment.ts";
import { POLICY_FOLDER } from "./policy-folder.ts";

/** The value of a parameter when there is no configuration file. */
const NO_FILE = "none";
const SOMEBODY = "somebody";
const NO_SUBSCRIBERS = "nobody";

/**
 * Makes the stack remember its configuration file, whether it has subscribers, the folder of its policies, and its sectors, so that
 * CloudFormation refuses a deployment without them. A parameter keeps the value of the first deployment, since each later one
 * uses the previous value. A rule compares it with what this template was made from, and fails before anything
 * changes.
 */
export function keepConfiguration(stack: Stack, deployment: DeploymentSettings): void {
  const { configFile, subscribers } = deployment;
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
  refuseUnless(stack, "ConfigFileIsKept", Fn.conditionContains([file], known.valueAsString), problem);

  const reached = new CfnParameter(stack, "Subscribers", {
    default: subscribers.length === 0 ? NO_SUBSCRIBERS : SOMEBODY,
    description: "Whether this stack was first deployed with subscribers to its alerts: somebody or nobody",
  });
  const taken = subscribers.length === 0 ? [NO_SUBSCRIBERS] : [SOMEBODY, NO_SUBSCRIBERS];
  const lost = `${stack.stackName} was deployed with subscribers, and this deployment has none. Name them (-c config=FILE, -c email=ADDRESS), or, if nobody is to receive alerts, deploy once with --parameters Subscribers=${NO_SUBSCRIBERS}`;
  const other = `the parameter Subscribers must be ${SOMEBODY} or ${NO_SUBSCRIBERS}`;
  const isTaken = Fn.conditionContains(taken, reached.valueAsString);
  refuseUnless(stack, "SubscribersAreKept", isTaken, subscribers.length === 0 ? lost : other);
  keepPolicies(stack, deployment);
  keepSectors(stack, deployment);
}

/**
 * Makes the stack remember the folder of its policies, so that CloudFormation refuses a deployment from another one, which would
 * silently watch other sectors.
 */
function keepPolicies(stack: Stack, { policyFolder, policies }: DeploymentSettings): void {
  const folder = deployedFolder(policyFolder);
  const known = new CfnParameter(stack, "PolicyFolder", {
    default: folder,
    description: `The folder of the policies that this stack is deployed with, by its name; ${SHIPPED_POLICIES} for those that ship`,
  });
  const sectors = firstOf(policies.map(({ sector }) => sector));
  const here = folder === SHIPPED_POLICIES ? "those that ship" : `those of ${folder}`;
  const problem = `${stack.stackName} was deployed with other policies than ${here} (the stack's parameter PolicyFolder says of which folder, its output Policies which sectors), and sectors that are not among these would no longer be watched. These are ${sectors}. Name that folder with -c policies=FOLDER, or, if this is what you want, deploy once with --parameters PolicyFolder=${folder} ${sectorsFlag(policies)}`;
  refuseUnless(stack, "PolicyFolderIsKept", Fn.conditionContains([folder], known.valueAsString), problem);
}

// CloudFormation takes 4,096 bytes as the value of a parameter.
const MOST_IN_A_PARAMETER = 4096;

/**
 * Makes the stack remember its first sectors, so that CloudFormation refuses a deployment that has lost one of them: a policy
 * was taken out of its folder, or a sector was not chosen.
 */
function keepSectors(stack: Stack, { policies }: DeploymentSettings): void {
  const sectors = sectorsOf(policies);
  const known = new CfnParameter(stack, SECTORS, {
    type: "CommaDelimitedList",
    default: sectors.join(","),
    description: "The sectors that this stack must go on to watch: those of its first deployment",
  });
  const problem = `${stack.stackName} watches sectors that this deployment does not have (the stack's parameter ${SECTORS} says which it watches; these are ${firstOf(sectors)}): nothing would recompute them any more, and their open alerts would stay open. Put their policies back, or, if this is what you want, deploy once with ${sectorsFlag(policies)}`;
  refuseUnless(stack, "SectorsAreKept", Fn.conditionEachMemberIn(known.valueAsList, sectors), problem);
}

const SECTORS = "Sectors";

function sectorsFlag(policies: Policy[]): string {
  return `--parameters ${SECTORS}=${sectorsOf(policies).join(",")}`;
}

/** The sectors of policies, as many as a parameter holds. */
function sectorsOf(policies: Policy[]): string[] {
  let bytes = 0;
  return policies.flatMap(({ sector }) => {
    bytes += sector.length + 1;
    return bytes <= MOST_IN_A_PARAMETER ? sector : [];
  });
}

const MOST_NAMED = 5;

function firstOf(names: string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The name of a folder of policies, without the folders above it, which differ between machines. */
export function deployedFolder(policyFolder: string): string {
  if (resolve(policyFolder) === resolve(POLICY_FOLDER)) return SHIPPED_POLICIES;
  const name = basename(policyFolder);
  return name === SHIPPED_POLICIES ? `own ${name}` : name;
}

function refuseUnless(stack: Stack, id: string, assert: ICfnRuleConditionExpression, problem: string): void {
  new CfnRule(stack, id, { assertions: [{ assert, assertDescription: problem }] });
}

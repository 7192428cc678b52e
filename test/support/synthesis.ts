import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { BUNDLING_STACKS } from "aws-cdk-lib/cx-api";
import { ChokepointStack } from "../../infra/chokepoint-stack.ts";
import { type Deployment, readDeployment } from "../../infra/deployment.ts";
import { readDeployedPolicies } from "../../infra/policy-folder.ts";

/** What synth leaves behind. */
export interface Synthesis {
  folder: string;
  stack: Stack;
  template: Template;
  remove(): void;
}

type Change = (deployment: Deployment) => Deployment;

/**
 * Synthesizes the stack with the feature flags of cdk.json, into a folder of its own; `change` is what policies say.
 * Functions are not bundled: in the template, the hash of their code alone is another one.
 */
export function synthesize(context: Record<string, unknown> = {}, change: Change = asItIs): Synthesis {
  return synthesizeWith({ [BUNDLING_STACKS]: [] }, context, change);
}

/** Synthesizes the stack as it is deployed, with the bundle of each function: about ten seconds. */
export function synthesizeWithBundles(context: Record<string, unknown>, change: Change = asItIs): Synthesis {
  return synthesizeWith({}, context, change);
}

let bundled: Synthesis | undefined;

/** The stack with its bundles, made once for all tests of this process that only look at it. */
export function bundledStack(): Synthesis {
  if (bundled === undefined) {
    const made = synthesizeWithBundles({ email: "all@example.com" });
    process.once("exit", made.remove);
    bundled = made;
  }
  return bundled;
}

function synthesizeWith(
  flags: Record<string, unknown>,
  context: Record<string, unknown>,
  change: Change,
): Synthesis {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-synth-"));
  const { context: shipped } = JSON.parse(readFileSync("cdk.json", "utf8")) as {
    context: Record<string, unknown>;
  };
  const app = new App({ outdir: folder, context: { ...shipped, ...flags } });
  const deployment = change(readDeployment(context, readDeployedPolicies()));
  const stack = new ChokepointStack(app, deployment.stackName, deployment);
  const template = Template.fromStack(stack);
  app.synth();
  return { folder, stack, template, remove: () => rmSync(folder, { recursive: true }) };
}

function asItIs(deployment: Deployment): Deployment {
  return deployment;
}

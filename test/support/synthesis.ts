import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { ChokepointStack } from "../../infra/chokepoint-stack.ts";
import { type Deployment, readDeployment } from "../../infra/deployment.ts";

/** What synth leaves behind. */
export interface Synthesis {
  folder: string;
  stack: Stack;
  template: Template;
  remove(): void;
}

/** Synthesizes the stack with the feature flags of cdk.json, into a folder of its own; `change` is what policies say. */
export function synthesize(
  context: Record<string, unknown> = {},
  change: (deployment: Deployment) => Deployment = (deployment) => deployment,
): Synthesis {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-synth-"));
  const { context: flags } = JSON.parse(readFileSync("cdk.json", "utf8")) as {
    context: Record<string, unknown>;
  };
  const app = new App({ outdir: folder, context: flags });
  const deployment = change(readDeployment(context));
  const stack = new ChokepointStack(app, deployment.stackName, deployment);
  const template = Template.fromStack(stack);
  app.synth();
  return { folder, stack, template, remove: () => rmSync(folder, { recursive: true }) };
}

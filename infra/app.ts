import { App, Tags } from "aws-cdk-lib";
import cdk from "../cdk.json" with { type: "json" };
import { ChokepointStack } from "./chokepoint-stack.ts";
import { ContextError } from "./config/context-error.ts";
import { readDeployment } from "./config/deployment.ts";
import { addSecurityRules } from "./security-rules.ts";

// The schema of dashboards that cfn-lint uses has no tags.
const WHERE_TAGS_ARE_TAKEN = { excludeResourceTypes: ["AWS::CloudWatch::Dashboard"] };

// From another folder, `cdk` does not read the cdk.json of this one, and without its flags the stack would be another one.
const app = new App({ context: cdk.context, analyticsReporting: cdk.versionReporting });
addSecurityRules(app);

try {
  const deployment = readDeployment(app.node.getAllContext());
  new ChokepointStack(app, deployment.stackName, deployment);
  for (const [key, value] of [
    ["application", "chokepoint"],
    ["stage", deployment.stage],
  ] as const) {
    Tags.of(app).add(key, value, WHERE_TAGS_ARE_TAKEN);
  }
} catch (error) {
  if (!(error instanceof ContextError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

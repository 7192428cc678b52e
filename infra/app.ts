import { App, Tags } from "aws-cdk-lib";
import { ChokepointStack } from "./chokepoint-stack.ts";
import { ContextError } from "./config/context-error.ts";
import { readDeployment } from "./config/deployment.ts";
import { readPoliciesToDeploy } from "./config/policy-folder.ts";
import { addSecurityRules } from "./security-rules.ts";

// The schema of dashboards that cfn-lint uses has no tags.
const WHERE_TAGS_ARE_TAKEN = { excludeResourceTypes: ["AWS::CloudWatch::Dashboard"] };

const app = new App();
addSecurityRules(app);

try {
  const deployment = readDeployment(app.node.getAllContext(), readPoliciesToDeploy());
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

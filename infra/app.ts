import { App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, NIST80053R5Checks } from "cdk-nag";
import { ChokepointStack } from "./chokepoint-stack.ts";
import { ContextError } from "./context-error.ts";
import { readDeployment } from "./deployment.ts";

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));

try {
  const deployment = readDeployment(app.node.getAllContext());
  new ChokepointStack(app, deployment.stackName, deployment);
  Tags.of(app).add("application", "chokepoint");
  Tags.of(app).add("stage", deployment.stage);
} catch (error) {
  if (!(error instanceof ContextError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

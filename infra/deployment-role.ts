import { App } from "aws-cdk-lib";
import cdk from "../cdk.json" with { type: "json" };
import { ContextError } from "./config/context-error.ts";
import { readDeploymentRole } from "./deployment-role/context.ts";
import { DeploymentRoleStack } from "./deployment-role/deployment-role-stack.ts";
import { addSecurityRules } from "./security-rules.ts";

const app = new App({ context: cdk.context, analyticsReporting: cdk.versionReporting });
addSecurityRules(app);
try {
  new DeploymentRoleStack(app, "ChokepointDeploymentRole", readDeploymentRole(app.node.getAllContext()));
} catch (error) {
  if (!(error instanceof ContextError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

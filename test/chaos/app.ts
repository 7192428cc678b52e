import { App } from "aws-cdk-lib";
import { ChokepointStack } from "../../infra/chokepoint-stack.ts";
import { readDeployment } from "../../infra/config/deployment.ts";

// The stack as infra/app.ts deploys it, with the policies of a folder of the trial's own.

/** Where the policies stand. */
const FOLDER = process.env.CHAOS_POLICIES;
if (FOLDER === undefined) throw new Error("CHAOS_POLICIES must name the folder of the policies");

const app = new App();
const deployment = readDeployment({ ...app.node.getAllContext(), policies: FOLDER });
new ChokepointStack(app, deployment.stackName, deployment);

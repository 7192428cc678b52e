import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Chokepoint } from "./chokepoint.ts";
import type { DeploymentSettings } from "./config/deployment.ts";
import { keepConfiguration } from "./config/kept-configuration.ts";
import { VERSION } from "./config/package-root.ts";

/** A stack with nothing but Chokepoint. It remembers its configuration, since that is given anew with each deployment. */
export class ChokepointStack extends Stack {
  constructor(scope: Construct, id: string, deployment: DeploymentSettings) {
    super(scope, id, {
      description: `Chokepoint ${VERSION}: supplier concentration and its alerts`,
      terminationProtection: deployment.stage === "prod",
    });
    keepConfiguration(this, deployment);
    // CDK leaves the id `Default` out of logical ids. With another one, each deployed stack would get new, empty tables.
    new Chokepoint(this, "Default", { deployment });
  }
}

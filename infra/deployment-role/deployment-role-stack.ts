import { Aws, CfnOutput, DefaultStackSynthesizer, type IStackSynthesizer, Stack } from "aws-cdk-lib";
import { CfnOIDCProvider, WebIdentityPrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { RestrictedRole } from "../permissions/restricted-role.ts";
import type { DeploymentRoleContext } from "./context.ts";

const ISSUER = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

/** The roles of the bootstrap that a deployment, and that a look at its changes takes. */
const FOR_DEPLOY = ["deploy", "file-publishing", "lookup"];
const FOR_DIFF = ["lookup"];

/**
 * Lets the workflows of one repository on GitHub deploy without a stored key: each gets a role by the token that GitHub gives it.
 * The roles may do nothing but take those of the CDK's bootstrap, in this account and region.
 */
export class DeploymentRoleStack extends Stack {
  constructor(scope: Construct, id: string, context: DeploymentRoleContext) {
    const { repository, environment, branch, pullRequests, qualifier } = context;
    super(scope, id, {
      description: "Chokepoint: roles for deployments by GitHub Actions",
      // It is deployed by the bootstrap whose roles it names: there need not be another one. CDK's own types do not allow for
      // exact optional properties.
      synthesizer: new DefaultStackSynthesizer({ qualifier }) as IStackSynthesizer,
    });
    const provider =
      context.provider ??
      new CfnOIDCProvider(this, "GitHub", { url: `https://${ISSUER}`, clientIdList: [AUDIENCE] }).attrArn;
    const add = (name: string, claims: { sub: string; ref?: string }, bootstrapRoles: string[]) => {
      const asked = { aud: AUDIENCE, ...claims, sub: `repo:${repository}:${claims.sub}` };
      const { role } = new RestrictedRole(this, name, {
        assumedBy: new WebIdentityPrincipal(provider, {
          StringEquals: Object.fromEntries(
            Object.entries(asked).map(([claim, value]) => [`${ISSUER}:${claim}`, value]),
          ),
        }),
        allows: bootstrapRoles.map((one) => ({
          actions: ["sts:AssumeRole"],
          resource: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/cdk-${qualifier}-${one}-role-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
        })),
      });
      new CfnOutput(this, `${name}Arn`, { value: role.roleArn });
    };
    // Whoever may push a branch may name the environment in a workflow there: so AWS asks for the branch as well.
    add("DeployRole", { sub: `environment:${environment}`, ref: `refs/heads/${branch}` }, FOR_DEPLOY);
    if (pullRequests) add("DiffRole", { sub: "pull_request" }, FOR_DIFF);
  }
}

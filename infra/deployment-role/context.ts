import { BOOTSTRAP_QUALIFIER_CONTEXT } from "aws-cdk-lib";
import * as z from "zod";
import { readAs, shown } from "../../shared/values/parse.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import { isOwnKeyOfCdk } from "../config/cdk-context.ts";
import { ContextError } from "../config/context-error.ts";
import { isTrue } from "../config/context-schema.ts";

const NAME = String.raw`[\w.-]+(@\d+)?`;

const schema = z.strictObject({
  /** As it stands in the subject of GitHub's tokens: `OWNER/REPOSITORY`, or with ids, `OWNER@1/REPOSITORY@2`. */
  repository: z
    .string("must name a repository like OWNER/REPOSITORY")
    .regex(new RegExp(`^${NAME}/${NAME}$`), {
      error: ({ input }) =>
        `${shown(input)} is not a repository like OWNER/REPOSITORY, or OWNER@123/REPOSITORY@456 where its tokens have ids`,
    }),
  /** The environment of the repository in which its workflow deploys. */
  environment: z
    .string()
    .regex(/^[\w.-]+$/, "must be the name of an environment: letters, digits, dots, hyphens or underscores")
    .default("production"),
  /** The branch that is deployed. */
  branch: z
    .string()
    .regex(
      /^[\w./-]+$/,
      "must be the name of a branch: letters, digits, dots, slashes, hyphens or underscores",
    )
    .default("main"),
  /** Whether pull requests get a role that reads the account, to show what would change. */
  pullRequests: isTrue.default(true),
  /** The qualifier with which the region was bootstrapped. */
  qualifier: z
    .string()
    .regex(/^[a-z0-9]{1,10}$/, "must be the qualifier of the bootstrap: up to 10 small letters and digits")
    .default("hnb659fds"),
  /** GitHub's identity provider in this account, if there is one: an account has it once. */
  provider: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
      "must be the ARN of GitHub's identity provider, like arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
    )
    .optional(),
});

/** Whom the account lets deploy. */
export type DeploymentRoleContext = z.infer<typeof schema>;

/** Reads whom the account lets deploy from the CDK context. @throws ContextError that names the key and the reason. */
export function readDeploymentRole(context: Record<string, unknown>): DeploymentRoleContext {
  const own = Object.entries(context).filter(([key]) => !isOwnKeyOfCdk(key));
  // Where the app names the qualifier to CDK, it need not be named twice.
  const named = context[BOOTSTRAP_QUALIFIER_CONTEXT];
  const given = { ...(named === undefined ? {} : { qualifier: named }), ...Object.fromEntries(own) };
  const read = readAs(schema, given);
  if (read.problem !== null) throw new ContextError(`context: ${problemSentence(read.problem)}`);
  return read.value;
}

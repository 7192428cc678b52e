import { devNull } from "node:os";
import { reportsBucket } from "../../shared/contract/buckets.ts";
import {
  dataFolderEnv,
  historyDaysEnv,
  namedPoliciesEnv,
  policiesEnv,
  recomputeFunctionEnv,
  reportFunctionEnv,
  stackEnv,
  staleDaysEnv,
  versionEnv,
} from "../../shared/contract/functions.ts";
import {
  alertTopic,
  eventBus,
  operationsTopic,
  operatorsEnv,
  subscribersEnv,
} from "../../shared/contract/messaging.ts";
import { tables } from "../../shared/contract/tables.ts";

/**
 * Sets the environment variables of this process for the embedded cloud. It removes the user's AWS settings, in the
 * environment or under `~/.aws` (profiles, endpoints, FIPS, dual stack, proxies, …), and the variables of deployed functions:
 * the functions read both, and must not leave this machine.
 */
export function enterLocalEnvironment(dynamoUrl: string, told: Record<string, string>): void {
  for (const name of Object.keys(process.env)) if (isForeign(name)) delete process.env[name];
  Object.assign(process.env, localAws(dynamoUrl), told);
}

/** Sets the addresses of the embedded SNS and bus, and what they are named, for functions that are loaded later. */
export function tellWherePublished(urls: { sns: string; bus: string }, named: Record<string, string>): void {
  Object.assign(
    process.env,
    { AWS_ENDPOINT_URL_SNS: urls.sns, AWS_ENDPOINT_URL_EVENTBRIDGE: urls.bus },
    named,
  );
}

/** Variables that would change where the AWS SDK, Powertools or Node connect, or how they behave. */
const FOREIGN =
  /^(AWS_|_X_AMZN_|LAMBDA_|POWERTOOLS_|LOG_LEVEL$|(HTTP|HTTPS|ALL|NO)_PROXY$|NODE_USE_ENV_PROXY$)/i;

const OF_DEPLOYED_FUNCTIONS: ReadonlySet<string> = new Set([
  ...Object.values(tables).map(({ env }) => env),
  alertTopic.env,
  operationsTopic.env,
  eventBus.env,
  policiesEnv,
  recomputeFunctionEnv,
  reportFunctionEnv,
  reportsBucket.env,
  versionEnv,
  stackEnv,
  dataFolderEnv,
  namedPoliciesEnv,
  historyDaysEnv,
  staleDaysEnv,
  subscribersEnv,
  operatorsEnv,
]);

function isForeign(name: string): boolean {
  return FOREIGN.test(name) || OF_DEPLOYED_FUNCTIONS.has(name);
}

/** Empty AWS configuration files, credentials without any rights, and functions without logs and metrics. */
function localAws(dynamoUrl: string): Record<string, string> {
  return {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: dynamoUrl,
    // Requests to other services, or to SNS before it has started, come here and fail. They never leave this machine.
    AWS_ENDPOINT_URL: dynamoUrl,
    POWERTOOLS_LOG_LEVEL: "SILENT",
    POWERTOOLS_METRICS_DISABLED: "true",
  };
}

import { devNull } from "node:os";
import {
  alertTopic,
  historyDaysEnv,
  operationsTopic,
  operatorsEnv,
  policiesEnv,
  recomputeFunctionEnv,
  stackEnv,
  staleDaysEnv,
  subscribersEnv,
  tables,
  versionEnv,
} from "../../shared/contract/names.ts";

/**
 * Makes the environment of this process that of the embedded cloud. Whatever the user has set for AWS, in the environment or
 * under `~/.aws` (profiles, endpoints, FIPS, dual stack, proxies, …), and whatever a deployed function is told, holds no
 * longer: the functions read both, and none of it may lead them away from this machine.
 */
export function enterLocalEnvironment(dynamoUrl: string, told: Record<string, string>): void {
  for (const name of Object.keys(process.env)) if (isForeign(name)) delete process.env[name];
  Object.assign(process.env, localAws(dynamoUrl), told);
}

/** Tells the functions that are loaded from now on where the embedded SNS listens, and its topics. */
export function tellWherePublished(snsUrl: string, topics: Record<string, string>): void {
  Object.assign(process.env, { AWS_ENDPOINT_URL_SNS: snsUrl }, topics);
}

/** Variables by which the AWS SDK, Powertools or Node would be led elsewhere, or behave otherwise. */
const FOREIGN =
  /^(AWS_|_X_AMZN_|LAMBDA_|POWERTOOLS_|LOG_LEVEL$|(HTTP|HTTPS|ALL|NO)_PROXY$|NODE_USE_ENV_PROXY$)/i;

const OF_DEPLOYED_FUNCTIONS: ReadonlySet<string> = new Set([
  ...Object.values(tables).map(({ env }) => env),
  alertTopic.env,
  operationsTopic.env,
  policiesEnv,
  recomputeFunctionEnv,
  versionEnv,
  stackEnv,
  historyDaysEnv,
  staleDaysEnv,
  subscribersEnv,
  operatorsEnv,
]);

function isForeign(name: string): boolean {
  return FOREIGN.test(name) || OF_DEPLOYED_FUNCTIONS.has(name);
}

/** Files that say nothing, credentials that open nothing, and functions that keep logs and metrics to themselves. */
function localAws(dynamoUrl: string): Record<string, string> {
  return {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: dynamoUrl,
    // Whatever wants another service, or SNS before it runs, finds nothing here, and does not go out.
    AWS_ENDPOINT_URL: dynamoUrl,
    POWERTOOLS_LOG_LEVEL: "SILENT",
    POWERTOOLS_METRICS_DISABLED: "true",
  };
}

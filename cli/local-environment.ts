import { devNull } from "node:os";
import {
  alertTopic,
  historyDaysEnv,
  operationsTopic,
  policiesEnv,
  recomputeFunctionEnv,
  stackEnv,
  staleDaysEnv,
  subscribersEnv,
  tables,
  versionEnv,
} from "../shared/deployment-names.ts";

/** Where the embedded services listen. */
interface LocalEndpoints {
  dynamodb: string;
  sns: string;
}

/**
 * Makes the environment of this process that of the embedded cloud. Whatever the user has set for AWS, in the environment or
 * under `~/.aws` (profiles, endpoints, FIPS, dual stack, proxies, …), and whatever a deployed function is told, holds no
 * longer: the functions read both, and none of it may lead them away from this machine.
 */
export function enterLocalEnvironment(endpoints: LocalEndpoints, told: Record<string, string>): void {
  for (const name of Object.keys(process.env)) if (isForeign(name)) delete process.env[name];
  Object.assign(process.env, localAws(endpoints), told);
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
]);

function isForeign(name: string): boolean {
  return FOREIGN.test(name) || OF_DEPLOYED_FUNCTIONS.has(name);
}

/** Files that say nothing, credentials that open nothing, and functions that keep logs and metrics to themselves. */
function localAws({ dynamodb, sns }: LocalEndpoints): Record<string, string> {
  return {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SNS: sns,
    // No other service is used. If one were, it would find nothing here, and not go out.
    AWS_ENDPOINT_URL: sns,
    POWERTOOLS_LOG_LEVEL: "SILENT",
    POWERTOOLS_METRICS_DISABLED: "true",
  };
}

import type { IManagedPolicy } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { ITopic } from "aws-cdk-lib/aws-sns";

/** What a team has already, and wants to be used in place of what Chokepoint would make for itself. */
export interface OwnResources {
  /**
   * The key that encrypts everything. Its policy gets what CloudWatch Logs, CloudWatch, EventBridge and SNS need; that of a key
   * which was only looked up cannot be changed, and synth says so.
   */
  encryptionKey?: IKey;
  /** The topic for alerts. The configured subscribers are added to it; the watchdog does not compare its subscribers with them. */
  alertTopic?: ITopic;
  /** The topic for what is wrong with the watching itself. */
  operationsTopic?: ITopic;
  /** The log group of all functions. By default each function has its own, which is kept for `logRetentionDays`. */
  logGroup?: ILogGroup;
  /** The boundary of every role. */
  permissionsBoundary?: IManagedPolicy;
}

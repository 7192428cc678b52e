import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type LifecycleRule,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

export interface PrivateBucketProps {
  encryptionKey: IKey;
  /** Whether the bucket stays, with what it holds, when the stack is destroyed. */
  keepData: boolean;
  lifecycleRules: LifecycleRule[];
  /** Whether earlier versions of an object are kept. */
  versioned?: boolean;
}

/** A bucket that nobody reaches without permissions in the account: over TLS only, encrypted with the key, owned by the account. */
export function addPrivateBucket(scope: Construct, { keepData, ...props }: PrivateBucketProps): Bucket {
  return new Bucket(scope, "Bucket", {
    encryption: BucketEncryption.KMS,
    bucketKeyEnabled: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...props,
  });
}

interface VersionedBucketProps extends Omit<PrivateBucketProps, "versioned"> {
  /** How long a file may take to be written. */
  longestUpload: Duration;
  /** Why it has no access log. */
  noLog: string;
  /** Why it has no copy elsewhere. */
  noCopy: string;
}

/** A private bucket: what somebody deletes or replaces by hand can be brought back for a month. */
export function addVersionedBucket(
  scope: Construct,
  { lifecycleRules, longestUpload, noLog, noCopy, ...props }: VersionedBucketProps,
): Bucket {
  const earlierVersions: LifecycleRule = {
    id: "earlier-versions",
    noncurrentVersionExpiration: Duration.days(30),
    expiredObjectDeleteMarker: true,
    abortIncompleteMultipartUploadAfter: longestUpload,
  };
  const bucket = addPrivateBucket(scope, {
    ...props,
    versioned: true,
    lifecycleRules: [earlierVersions, ...lifecycleRules],
  });
  Validations.of(bucket).acknowledge(...ABOUT_LOGS.map((id) => ({ id, reason: noLog })), {
    id: ABOUT_REPLICAS,
    reason: noCopy,
  });
  return bucket;
}

const ABOUT_LOGS = ["AwsSolutions-S1", "NIST.800.53.R5-S3BucketLoggingEnabled"];
const ABOUT_REPLICAS = "NIST.800.53.R5-S3BucketReplicationEnabled";
const ABOUT_COPIES = [...ABOUT_LOGS, ABOUT_REPLICAS, "NIST.800.53.R5-S3BucketVersioningEnabled"];

/** Acknowledges that nobody needs copies, earlier versions or an access log of what a bucket holds, since it can be made again. */
export function acknowledgeMadeAgain(bucket: Bucket, reason: string): void {
  Validations.of(bucket).acknowledge(...ABOUT_COPIES.map((id) => ({ id, reason })));
}

/** Acknowledges that `user` may work with every object under a prefix of a bucket. Any other wildcard is still reported. */
export function acknowledgePrefix(user: Construct, bucket: Bucket, prefix: string, reason: string): void {
  const arn = `<${Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>`;
  Validations.of(user).acknowledge({ id: `AwsSolutions-IAM5[Resource::${arn}/${prefix}*]`, reason });
}

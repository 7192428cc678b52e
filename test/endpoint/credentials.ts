/** An endpoint that imitates AWS takes any credentials, and the SDK wants some. */
export function takeAnyCredentials(): void {
  process.env.AWS_ACCESS_KEY_ID ??= "test";
  process.env.AWS_SECRET_ACCESS_KEY ??= "test";
  process.env.AWS_REGION ??= "us-east-1";
}

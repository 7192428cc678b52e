/** ` --stack Chokepoint`, to end a command with; nothing where no stack is deployed. */
export function stackOption(stack: string | null): string {
  return stack === null ? "" : ` --stack ${stack}`;
}

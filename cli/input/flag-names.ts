/** A problem of a payload's field, named by the flag that it was given by: `--as-of: must be a day …`. */
export function inFlags(problem: string): string {
  return problem
    .replace(/^field "(lift|confirm)": /, "")
    .replace(/^field "([a-zA-Z]+)[^"]*":/, (_, field: string) => {
      return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:`;
    });
}

/** Whether a text is a Legal Entity Identifier (ISO 17442): 18 letters and digits, and two digits that check them. */
export function isLei(text: string): boolean {
  return /^[0-9A-Z]{18}[0-9]{2}$/.test(text) && remainderOf(text) === 1;
}

/** The remainder of 97, where A is 10 and Z is 35 (ISO 7064, MOD 97-10). */
function remainderOf(text: string): number {
  return [...text].reduce((remainder, sign) => {
    const value = Number.parseInt(sign, 36);
    return (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
}

/** Money as the API has it: a string with two decimals, and its currency beside it. */

function format(amount: string, currency: string, digits: number): string {
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: 2,
    // A string keeps all its digits; a float would not.
  }).format(amount as Intl.StringNumericLiteral);
}

/** Exact, where money is decided: "$48.00". */
export function exactPrice(amount: string, currency: string): string {
  return format(amount, currency, 2);
}

/** Short, where one browses: "$48", "$9.50", "Free". */
export function shortPrice(amount: string, currency: string): string {
  return isFree(amount) ? "Free" : shortAmount(amount, currency);
}

/** The same for sums, where nothing is "$0". */
export function shortAmount(amount: string, currency: string): string {
  return format(amount, currency, /\.0*$|^[^.]*$/.test(amount) ? 0 : 2);
}

export function isFree(amount: string): boolean {
  return /^0*(\.0*)?$/.test(amount);
}

/** Whole cents, to reckon with: floats would lose some. */
export function centsOf(amount: string): number {
  const [, sign, whole = "0", rest = ""] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(amount) ?? [];
  return Number(`${sign ?? ""}${whole}${rest.padEnd(2, "0").slice(0, 2)}`);
}

export function amountOf(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function sumOf(amounts: readonly string[]): string {
  return amountOf(amounts.reduce((sum, each) => sum + centsOf(each), 0));
}

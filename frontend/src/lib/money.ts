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
  if (isFree(amount)) return "Free";
  return format(amount, currency, /\.0*$|^[^.]*$/.test(amount) ? 0 : 2);
}

export function isFree(amount: string): boolean {
  return /^0*(\.0*)?$/.test(amount);
}

import type { CardEnum } from "@/api/types.gen";

/** How the simulated payment ends. The only thing about a card that leaves the page. */
export type Outcome = Extract<CardEnum, "success" | "declined" | "needs_confirmation" | "slow">;

export interface TestCard {
  outcome: Outcome;
  number: string;
  title: string;
  meaning: string;
}

export const TEST_CARDS: readonly TestCard[] = [
  {
    outcome: "success",
    number: "4242 4242 4242 4242",
    title: "Goes through",
    meaning: "4242, paid at once",
  },
  {
    outcome: "declined",
    number: "4000 0000 0000 0002",
    title: "Is declined",
    meaning: "0002, seat stays held",
  },
  {
    outcome: "needs_confirmation",
    number: "4000 0025 0000 3155",
    title: "Needs a confirmation",
    meaning: "3155, one more step",
  },
  {
    outcome: "slow",
    number: "4000 0000 0000 9995",
    title: "Is slow",
    meaning: "9995, takes a few seconds",
  },
];

export interface CardValues {
  number: string;
  expires: string;
  code: string;
  outcome: Outcome;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** "4242 4242 4242 4242", as it stands on the card. */
export function groupedNumber(text: string): string {
  return digitsOf(text)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, "$1 ");
}

/** "08 / 28". Also of "8/28", "0828" and "08/2028". */
export function groupedExpiry(text: string): string {
  const [, month = "", year = ""] = /^\D*(\d{0,2})\D*(\d*)/.exec(text) ?? [];
  // A single digit that can begin no other month, or that a slash follows, is whole.
  const isWhole = month.length === 1 && (month > "1" || /^\D*\d\D*\//.test(text));
  const shown = isWhole ? `0${month}` : month;
  const short = year.length === 4 && year.startsWith("20") ? year.slice(2) : year.slice(0, 4);
  return short || (isWhole && /\//.test(text)) ? `${shown} / ${short}` : shown;
}

export function outcomeOf(number: string): Outcome | undefined {
  const digits = digitsOf(number);
  return TEST_CARDS.find((card) => digitsOf(card.number) === digits)?.outcome;
}

export function numberFor(outcome: Outcome): string {
  return TEST_CARDS.find((card) => card.outcome === outcome)?.number ?? "";
}

/** What is wrong with it, in words; true when nothing is. */
export function checkNumber(number: string): true | string {
  const digits = digitsOf(number);
  if (!digits) return "Enter the card number.";
  if (digits.length < 12) return "A card number has more digits.";
  return passesLuhn(digits) || "There is a slip in this number.";
}

/** A card is good until the end of its month, wherever that is last. */
export function checkExpiry(expires: string, now: Date): true | string {
  const digits = digitsOf(expires);
  if (!digits) return "Enter when the card expires.";
  const month = Number(digits.slice(0, 2));
  const year = 2000 + Number(digits.slice(2));
  if (digits.length !== 4 || month < 1 || month > 12) return "Write it as month and year, 08 / 28.";
  const lastHours = 12 * 60 * 60 * 1000;
  const end = Date.UTC(year, month, 1) + lastHours;
  return end > now.getTime() || "This card has expired.";
}

export function checkCode(code: string): true | string {
  if (!code.trim()) return "Enter the security code.";
  return /^\d{3,4}$/.test(code.trim()) || "It has 3 digits, on some cards 4.";
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

import { monthWord } from "@/lib/time";

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_TICKS = 4;

/** Round values from zero (or below it) to above the highest; whole numbers for small counts. */
export function ticksOf(most: number, least = 0): number[] {
  const raw = (most - least) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const found = STEPS.map((step) => step * power).find((step) => step >= raw) ?? raw;
  const step = Number.isInteger(found) ? found : Math.ceil(found);
  const ticks: number[] = [];
  const first = Math.floor(least / step) * step;
  for (let tick = first; tick < most + step; tick += step) ticks.push(tick);
  return ticks;
}

/** "15 Nov". */
export function shortDay(day: string): string {
  return `${Number(day.slice(8))} ${monthWord(day, "short")}`;
}

/** "$800", "$1.5k", "-$2k". */
export function shortMoney(value: number, currency: string): string {
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  })
    .format(value)
    .replace("K", "k");
}

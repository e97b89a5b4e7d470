const WIDTH = 160;
const HEIGHT = 30;
const EDGE = 2;

/** A line as large as a word: the course alone, its numbers stand beside it. */
export function Spark({ values }: { values: number[] }) {
  const least = Math.min(0, ...values);
  const most = Math.max(...values, least + 1);
  const step = WIDTH / Math.max(1, values.length - 1);
  const y = (value: number) => EDGE + (HEIGHT - 2 * EDGE) * (1 - (value - least) / (most - least));
  const points = values.map(
    (value, index) => `${(index * step).toFixed(1)} ${y(value).toFixed(1)}`,
  );
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="mt-3 h-[30px] w-full overflow-visible"
    >
      <path
        d={`M${points.join("L")}`}
        fill="none"
        stroke="var(--plot)"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** How full: seats that were taken, and a mark where the period before stood. */
export function FillBar({ rate, before }: { rate: number | null; before: number | null }) {
  return (
    <span aria-hidden="true" className="mt-3 flex h-[30px] items-center">
      <span className="relative block h-1.5 w-full rounded-full bg-line">
        <i
          className="block h-full rounded-full bg-plot forced-color-adjust-none"
          style={{ width: `${100 * (rate ?? 0)}%` }}
        />
        {before !== null && (
          <i
            className="absolute -top-1.5 h-4.5 w-0.5 -translate-x-1/2 bg-ink-3"
            style={{ left: `${100 * before}%` }}
          />
        )}
      </span>
    </span>
  );
}

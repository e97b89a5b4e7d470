/** Shapes that the charts are made of. The library hands them their place. */

import { percent } from "./compare";

interface Placed {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}

const ROUND = 2;
/** Between the line and what hangs below it. */
const GAP = 3;

/** A day's bookings: those the title is about in full color, the best one with its number. */
export function Rise({
  x = 0,
  y = 0,
  width = 0,
  height = 0,
  payload,
}: Placed & { payload?: { bookings: number; isBest: boolean; isShown: boolean } }) {
  if (!payload || height <= 0) return null;
  const round = Math.min(ROUND, height, width / 2);
  const path = `M${x} ${y + height}V${y + round}q0 ${-round} ${round} ${-round}h${width - 2 * round}q${round} 0 ${round} ${round}V${y + height}Z`;
  return (
    <g>
      <path d={path} fill={payload.isShown ? "var(--plot)" : "var(--plot-soft)"} />
      {payload.isBest && (
        <text
          x={x + width / 2}
          y={y - 7}
          textAnchor="middle"
          fontSize="12"
          fontWeight="560"
          fill="var(--ink)"
        >
          {payload.bookings}
        </text>
      )}
    </g>
  );
}

/** Cancellations, below the line. */
export function Drop({ x = 0, y = 0, width = 0, height = 0 }: Placed) {
  const depth = Math.abs(height);
  if (depth === 0) return null;
  const top = Math.min(y, y + height) + GAP;
  return (
    <rect
      x={x}
      y={top}
      width={width}
      height={Math.max(depth - GAP, 3)}
      rx="1.5"
      fill="var(--plot-lost)"
    />
  );
}

/** Seats that were taken; the newest stretch in full color, with its number. */
export function Share({
  x = 0,
  y = 0,
  width = 0,
  height = 0,
  payload,
}: Placed & { payload?: { rate: number | null; isLast: boolean } }) {
  if (!payload || payload.rate === null) return null;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        fill={payload.isLast ? "var(--plot)" : "var(--plot-soft)"}
      />
      {payload.isLast && (
        <text
          x={x + width / 2}
          y={y - 7}
          textAnchor="middle"
          fontSize="12"
          fontWeight="560"
          fill="var(--ink)"
        >
          {percent(payload.rate)}
        </text>
      )}
    </g>
  );
}

/** Seats that stayed free. */
export function Room({ x = 0, y = 0, width = 0, height = 0 }: Placed) {
  if (height < 1) return null;
  return (
    <rect
      x={x + 0.5}
      y={y + 0.5}
      width={Math.max(0, width - 1)}
      height={height - 1}
      fill="none"
      stroke="var(--line-2)"
      strokeDasharray="2 3"
    />
  );
}

/** A line's name at its end, in place of a legend. */
export function EndLabel({
  cx,
  cy,
  index,
  last,
  words,
  isAbove,
  isMain = false,
}: {
  cx?: number;
  cy?: number;
  index?: number;
  last: number;
  words: string;
  /** Of the two names: they would touch where the lines end close together. */
  isAbove: boolean;
  isMain?: boolean;
}) {
  if (cx === undefined || cy === undefined || index !== last) return null;
  return (
    <g>
      {isMain && <circle cx={cx} cy={cy} r={4} fill="var(--plot)" />}
      <text
        x={cx + 8}
        y={cy + (isAbove ? 0 : 9)}
        fontSize="12"
        fontWeight={isMain ? 560 : 400}
        fill={isMain ? "var(--ink)" : "var(--ink-3)"}
      >
        {words}
      </text>
    </g>
  );
}

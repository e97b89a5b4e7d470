"use client";

/** The drawings, with the library for them. Loaded only where they are shown. */

import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

import type { InsightsDay } from "@/api/types.gen";
import { centsOf, shortAmount } from "@/lib/money";
import { dayWords } from "@/lib/time";

import { percent } from "./compare";
import { Drop, EndLabel, Rise, Room, Share } from "./marks";
import { shortDay, shortMoney, ticksOf } from "./scales";
import type { Fill, Sum } from "./series";
import { Tip } from "./Tip";

const TEXT = { fontSize: 12, fill: "var(--ink-3)" };
const MARGIN = { top: 22, right: 4, bottom: 0, left: 0 };
const SIZE = { width: 320, height: 236 };
const AXIS = { axisLine: false, tickLine: false, tick: TEXT } as const;

/** Bookings a day rise from the line; cancellations hang below it. */
export function BookingsChart({
  series,
  isShown,
}: {
  series: InsightsDay[];
  /** The days in full color. */
  isShown: (day: string) => boolean;
}) {
  const most = Math.max(1, ...series.map((day) => day.bookings));
  const lost = Math.max(0, ...series.map((day) => day.cancellations));
  const ticks = ticksOf(most);
  const top = ticks.at(-1) ?? most;
  const best = series.findIndex((day) => day.bookings === most);
  const data = series.map((day, index) => ({
    ...day,
    lost: -day.cancellations,
    isBest: index === best,
    isShown: isShown(day.date),
  }));
  return (
    <Frame>
      <ComposedChart data={data} margin={MARGIN} stackOffset="sign" accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" syncWithTicks />
        <XAxis
          {...AXIS}
          dataKey="date"
          tickFormatter={shortDay}
          interval="equidistantPreserveStart"
          minTickGap={28}
          tickMargin={8}
          height={30}
        />
        <YAxis {...AXIS} width={28} ticks={ticks} domain={[-lost, top]} allowDecimals={false} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          content={<Tip words={(day: InsightsDay) => bookingsWords(day)} />}
        />
        <Bar
          dataKey="bookings"
          stackId="day"
          isAnimationActive={false}
          shape={<Rise />}
          maxBarSize={28}
        />
        <Bar
          dataKey="lost"
          stackId="day"
          isAnimationActive={false}
          shape={<Drop />}
          maxBarSize={28}
        />
      </ComposedChart>
    </Frame>
  );
}

function bookingsWords(day: InsightsDay): string[] {
  const lost = day.cancellations ? `${day.cancellations} cancelled` : "";
  return [dayWords(day.date, { weekday: "short", month: "short" }), `${day.bookings} booked`, lost];
}

/** Two lines that begin together: this period, and the one before. */
export function RevenueChart({ sums, currency }: { sums: Sum[]; currency: string }) {
  const data = sums.map(({ number, now, before }) => ({
    number,
    now: centsOf(now) / 100,
    before: centsOf(before) / 100,
  }));
  const end = data.at(-1);
  const isAhead = end !== undefined && end.now >= end.before;
  const all = data.flatMap(({ now, before }) => [now, before]);
  const ticks = ticksOf(Math.max(1, ...all), Math.min(0, ...all));
  return (
    <Frame>
      <LineChart data={data} margin={{ ...MARGIN, right: 48 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" syncWithTicks />
        <XAxis
          {...AXIS}
          dataKey="number"
          ticks={[1, sums.length]}
          tickFormatter={(day: number) => `day ${day}`}
          interval={0}
          tickMargin={8}
          height={30}
        />
        <YAxis
          {...AXIS}
          width={48}
          ticks={ticks}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          tickFormatter={(value: number) => shortMoney(value, currency)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-2)" }}
          content={
            <Tip
              words={({ number }: { number: number }) => revenueWords(sums[number - 1], currency)}
            />
          }
        />
        {(ticks[0] ?? 0) < 0 && <ReferenceLine y={0} stroke="var(--line-2)" />}
        <Line
          dataKey="before"
          stroke="var(--ink-3)"
          strokeWidth={1.5}
          strokeDasharray="2 4"
          strokeLinecap="round"
          isAnimationActive={false}
          activeDot={false}
          dot={<EndLabel last={sums.length - 1} words="before" isAbove={!isAhead} />}
        />
        <Line
          dataKey="now"
          stroke="var(--plot)"
          strokeWidth={2.25}
          isAnimationActive={false}
          activeDot={{ r: 4, fill: "var(--plot)", stroke: "none" }}
          dot={<EndLabel last={sums.length - 1} words="now" isMain isAbove={isAhead} />}
        />
      </LineChart>
    </Frame>
  );
}

function revenueWords(sum: Sum | undefined, currency: string): string[] {
  if (!sum) return [];
  return [
    `Until ${dayWords(sum.date, { weekday: "short", month: "short" })}`,
    `${shortAmount(sum.now, currency)} now`,
    `${shortAmount(sum.before, currency)} before`,
  ];
}

/** Seats taken, of those offered; nothing stands where no session took place. */
export function FillChart({ fills }: { fills: Fill[] }) {
  const last = fills.findLastIndex((fill) => fill.rate !== null);
  const data = fills.map((fill, index) => ({
    ...fill,
    free: fill.rate === null ? null : 1 - fill.rate,
    isLast: index === last,
  }));
  return (
    <Frame>
      <ComposedChart data={data} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" syncWithTicks />
        <XAxis
          {...AXIS}
          dataKey="label"
          interval="equidistantPreserveStart"
          minTickGap={20}
          tickMargin={8}
          height={30}
        />
        <YAxis
          {...AXIS}
          width={44}
          ticks={[0, 0.25, 0.5, 0.75, 1]}
          domain={[0, 1]}
          tickFormatter={percent}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          content={<Tip words={fillWords} />}
        />
        <Bar
          dataKey="rate"
          stackId="seats"
          isAnimationActive={false}
          shape={<Share />}
          maxBarSize={44}
        />
        <Bar
          dataKey="free"
          stackId="seats"
          isAnimationActive={false}
          shape={<Room />}
          maxBarSize={44}
        />
      </ComposedChart>
    </Frame>
  );
}

function fillWords(fill: Fill): string[] {
  const seats =
    fill.rate === null ? "no sessions" : `${fill.taken} of ${fill.capacity} seats taken`;
  return [`From ${dayWords(fill.date, { weekday: "none", month: "short" })}`, seats];
}

function Frame({ children }: { children: React.ReactElement }) {
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={SIZE}>
      {children}
    </ResponsiveContainer>
  );
}

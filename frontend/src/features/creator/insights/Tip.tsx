/** What the pointer is over; the same numbers are in the table. */
export function Tip<T>({
  active,
  payload,
  words,
}: {
  active?: boolean;
  payload?: readonly { payload?: unknown }[];
  words: (datum: T) => string[];
}) {
  const datum = payload?.[0]?.payload;
  if (!active || !datum) return null;
  const [title, ...lines] = words(datum as T).filter(Boolean);
  return (
    <div className="rounded-md bg-surface px-3 py-2 text-xs leading-normal text-ink-2 shadow-mid ring-1 ring-line">
      <p className="font-head text-ink">{title}</p>
      {lines.map((line) => (
        <p key={line} className="tabular-nums">
          {line}
        </p>
      ))}
    </div>
  );
}

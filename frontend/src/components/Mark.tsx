/** A disc cut in two and slipped: host and learner. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 26 26" width="26" height="26" aria-hidden="true" className={className}>
      <path className="fill-ink" d="M12.2 2.5a8.5 8.5 0 0 0 0 17Z" />
      <path className="fill-accent" d="M13.8 6.5a8.5 8.5 0 0 1 0 17Z" />
    </svg>
  );
}

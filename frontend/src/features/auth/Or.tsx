/** Between two ways to do the same. */
export function Or({ children = "or" }: { children?: string }) {
  return (
    <p className="flex items-center gap-4 text-sm text-ink-3 before:h-px before:flex-1 before:bg-line-2 after:h-px after:flex-1 after:bg-line-2 noscript:hidden">
      {children}
    </p>
  );
}

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** What can be done with a booking: a line each. */
export function ActList({ children }: { children: ReactNode }) {
  return <ul className="mt-4 border-t border-line print:hidden">{children}</ul>;
}

export function ActLine({
  icon: Icon,
  title,
  text,
  children,
}: {
  icon: LucideIcon;
  title: string;
  text?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="flex min-h-17 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <Icon size={20} strokeWidth={1.6} aria-hidden="true" className="shrink-0 text-ink" />
      <p className="mr-auto min-w-0 flex-[1_1_10rem] leading-[1.4] text-ink">
        {title}
        {text && <span className="block text-sm text-ink-3">{text}</span>}
      </p>
      <div className="flex flex-wrap gap-1 max-md:pl-9">{children}</div>
    </li>
  );
}

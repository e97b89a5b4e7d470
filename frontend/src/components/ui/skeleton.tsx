import { cn } from "@/lib/cn";

/** Stands where something will be, with its final size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("skeleton bg-hover", className)} />;
}

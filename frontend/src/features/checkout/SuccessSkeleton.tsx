import { Skeleton } from "@/components/ui/skeleton";

export function SuccessSkeleton() {
  return (
    <div
      role="status"
      aria-label="Your booking is loading"
      className="page grid gap-x-[clamp(2.5rem,6vw,5rem)] gap-y-12 pt-12 pb-12 lg:grid-cols-[minmax(0,1fr)_min(23.25rem,42%)]"
    >
      <div>
        <Skeleton className="size-11 rounded-full" />
        <Skeleton className="mt-4 h-13 w-72" />
        <Skeleton className="mt-3 h-13 max-w-136" />
        <Skeleton className="mt-12 h-6.5 w-32" />
        <Skeleton className="mt-4 h-52" />
      </div>
      <Skeleton className="h-162 rounded-lg" />
    </div>
  );
}

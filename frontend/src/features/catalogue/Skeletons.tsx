import { Skeleton } from "@/components/ui/skeleton";

/** Cards to come, each with the size of a card. */
function GridSkeleton({ count }: { count: number }) {
  return (
    <div
      className="grid gap-x-6 gap-y-8 md:grid-cols-2 lg:grid-cols-3"
      role="status"
      aria-label="Loading sessions"
    >
      {Array.from({ length: count }, (_, place) => (
        <div key={place}>
          <Skeleton className="aspect-video rounded-md" />
          <Skeleton className="mt-4 h-4 w-1/2" />
          <Skeleton className="mt-2.5 h-5 w-4/5" />
          <Skeleton className="mt-3 h-8 w-2/5" />
        </div>
      ))}
    </div>
  );
}

/** Days to come. */
export function ResultsSkeleton() {
  return (
    <div className="min-h-[70dvh] md:pt-6">
      <div className="grid gap-4 pb-6 md:grid-cols-[8rem_minmax(0,1fr)] md:gap-6 md:border-t md:border-line md:py-8">
        <div className="pt-3 md:pt-0">
          <Skeleton className="h-6 w-28 md:h-13 md:w-16" />
          <Skeleton className="mt-3 h-4 w-20 max-md:hidden" />
        </div>
        <GridSkeleton count={6} />
      </div>
    </div>
  );
}

import { Skeleton } from "@/components/ui/skeleton";

/** The outline of a checkout, with the sizes of the real one. */
export function CheckoutSkeleton() {
  return (
    <div role="status" aria-label="Your seat is loading">
      <div className="border-b border-line bg-surface">
        <div className="page flex min-h-14 items-center justify-between">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-5 w-20" />
        </div>
      </div>
      <div className="page pt-8 pb-12">
        <Skeleton className="h-8.5 w-64" />
        <div className="mt-4 grid gap-x-[clamp(2.5rem,6vw,5rem)] lg:grid-cols-[minmax(0,1fr)_min(23.25rem,42%)]">
          <div className="grid content-start gap-6 pt-6">
            <Skeleton className="h-17 lg:hidden" />
            <Skeleton className="h-11 rounded-md" />
            <Skeleton className="h-19" />
            <Skeleton className="h-19" />
            <Skeleton className="h-42" />
            <Skeleton className="h-13 rounded-md" />
          </div>
          <Skeleton className="hidden h-156 rounded-lg lg:block" />
        </div>
      </div>
    </div>
  );
}

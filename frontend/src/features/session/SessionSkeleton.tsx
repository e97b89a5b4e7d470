import { Skeleton } from "@/components/ui/skeleton";

/** The outline of a session page, with the sizes of the real one. */
export function SessionSkeleton() {
  return (
    <div className="page pb-12" role="status" aria-label="The session is loading">
      <Skeleton className="mt-7.5 mb-5 h-4 w-28" />
      <div className="grid gap-x-[clamp(2.5rem,6vw,5rem)] lg:grid-cols-[minmax(0,1fr)_min(23.25rem,42%)] lg:grid-rows-[auto_1fr]">
        <div>
          <Skeleton className="h-[2.16em] w-4/5 text-hero" />
          <div className="mt-4 flex items-center gap-3">
            <Skeleton className="size-11 rounded-full" />
            <div className="grid gap-2">
              <Skeleton className="h-4 w-32" />
              <Skeleton className="h-3 w-56" />
            </div>
          </div>
        </div>
        <Skeleton className="mt-6 hidden h-109 rounded-lg md:block lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:mt-0" />
        <div>
          <Skeleton className="-mx-(--gutter) mt-6 aspect-video rounded-none md:mx-0 md:rounded-md" />
          <div className="mt-8 grid max-w-160 gap-4">
            <Skeleton className="h-5" />
            <Skeleton className="h-5" />
            <Skeleton className="h-5 w-2/3" />
          </div>
        </div>
      </div>
    </div>
  );
}

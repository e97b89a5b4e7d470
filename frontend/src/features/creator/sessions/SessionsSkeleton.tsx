import { Skeleton } from "@/components/ui/skeleton";

/** Rows as high as those of the table, on a phone as high as its cards. */
export function SessionsSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div aria-hidden="true" className="@container">
      <div className="@min-[44rem]:pt-10">
        {Array.from({ length: rows }, (_, row) => (
          <div
            key={row}
            className="flex h-36 items-center gap-4 border-b border-line @min-[44rem]:h-17"
          >
            <Skeleton className="aspect-video w-14" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}

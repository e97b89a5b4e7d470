import { Skeleton } from "@/components/ui/skeleton";

/** The sizes of a list with two rows. */
export function RowsSkeleton({ what }: { what: string }) {
  return (
    <div aria-busy="true" className="border-t border-line">
      <p className="sr-only">{what} on the way.</p>
      {[1, 2].map((row) => (
        <div key={row} className="grid gap-2 border-b border-line py-4">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-4 w-64 max-w-full" />
        </div>
      ))}
    </div>
  );
}

import { Ticket } from "@/components/Ticket";
import { Skeleton } from "@/components/ui/skeleton";

/** The sizes of NextUp. */
export function NextUpSkeleton() {
  return (
    <Ticket className="mt-8 grid md:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)]">
      <Skeleton className="aspect-video rounded-none md:aspect-auto md:h-full md:min-h-72" />
      <div className="flex flex-col gap-3 border-line-2 p-[clamp(1.5rem,3vw,2.25rem)]">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-10 w-64 max-w-full" />
        <Skeleton className="h-5 w-48" />
        <Skeleton className="mt-2 h-7 w-72 max-w-full" />
        <Skeleton className="h-8 w-52" />
        <Skeleton className="mt-8 h-11 w-72 max-w-full" />
      </div>
    </Ticket>
  );
}

/** The sizes of some rows. */
export function RowsSkeleton() {
  return (
    <div aria-busy="true" className="mt-12">
      <Skeleton className="h-7 w-20" />
      <ul className="mt-4 border-t border-line">
        {[0, 1, 2].map((row) => (
          <li
            key={row}
            className="grid h-26 grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-4 border-b border-line md:grid-cols-[4.75rem_minmax(0,1fr)_8.5rem] md:gap-x-6"
          >
            <Skeleton className="h-12 w-12" />
            <div className="grid gap-2">
              <Skeleton className="h-6 w-4/5 max-w-96" />
              <Skeleton className="h-4 w-56 max-w-full" />
            </div>
            <Skeleton className="h-11 max-md:hidden" />
          </li>
        ))}
      </ul>
    </div>
  );
}

import { Ticket } from "@/components/Ticket";
import { Skeleton } from "@/components/ui/skeleton";

/** The sizes of BookingPage. */
export function BookingPageSkeleton() {
  return (
    <div aria-busy="true" className="page">
      <p className="sr-only">Your booking is on its way.</p>
      <div className="mt-4 h-11" />
      <div className="mt-4 grid items-start gap-x-[clamp(2rem,5vw,4.5rem)] gap-y-8 lg:grid-cols-[minmax(0,1fr)_23.25rem]">
        <div>
          <Skeleton className="h-6.5 w-48" />
          <Skeleton className="mt-4 h-14 w-4/5" />
          <Skeleton className="mt-4 h-7 w-96 max-w-full" />
          <Skeleton className="mt-12 h-7 w-28" />
          <div className="mt-4 border-t border-line">
            {[0, 1, 2].map((line) => (
              <div key={line} className="flex h-17 items-center border-b border-line">
                <Skeleton className="h-5 w-64 max-w-full" />
              </div>
            ))}
          </div>
        </div>
        <Ticket className="mx-auto w-full max-w-93">
          <Skeleton className="aspect-video rounded-none" />
          <div className="grid h-105 content-start gap-4 p-6">
            <Skeleton className="h-6 w-4/5" />
            <Skeleton className="h-5 w-1/2" />
            <Skeleton className="mt-8 h-10 w-4/5" />
          </div>
        </Ticket>
      </div>
    </div>
  );
}

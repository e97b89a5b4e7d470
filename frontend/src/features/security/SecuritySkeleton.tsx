import { Skeleton } from "@/components/ui/skeleton";

/** The sizes of Security. */
export function SecuritySkeleton() {
  return (
    <div aria-busy="true" className="mt-8">
      <p className="sr-only">Your account is on its way.</p>
      {[1, 2, 3].map((section) => (
        <div
          key={section}
          className="grid gap-x-[clamp(2rem,5vw,4.5rem)] gap-y-6 border-t border-line py-10 lg:grid-cols-[20rem_minmax(0,34rem)]"
        >
          <div>
            <Skeleton className="h-7 w-40" />
            <Skeleton className="mt-3 h-10 w-72 max-w-full" />
          </div>
          <Skeleton className="h-11 w-44 rounded-md" />
        </div>
      ))}
    </div>
  );
}

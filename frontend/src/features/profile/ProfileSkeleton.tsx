import { Skeleton } from "@/components/ui/skeleton";

/** The sizes of Profile. */
export function ProfileSkeleton() {
  return (
    <div aria-busy="true">
      <p className="sr-only">Your profile is on its way.</p>
      <div className="mt-8 mb-10 flex items-center gap-4">
        <Skeleton className="size-14 rounded-full" />
        <div className="grid gap-2">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-5 w-52" />
        </div>
      </div>
      {[5, 2].map((fields) => (
        <div
          key={fields}
          className="grid gap-x-[clamp(2rem,5vw,4.5rem)] gap-y-6 border-t border-line py-10 lg:grid-cols-[20rem_minmax(0,34rem)]"
        >
          <div>
            <Skeleton className="h-7 w-32" />
            <Skeleton className="mt-3 h-10 w-72 max-w-full" />
          </div>
          <div className="grid gap-6">
            {Array.from({ length: fields }, (_, field) => (
              <div key={field} className="grid gap-2">
                <Skeleton className="h-5 w-24" />
                <Skeleton className="h-12 rounded-md" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

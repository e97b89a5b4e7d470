import { Skeleton } from "@/components/ui/skeleton";
import { SessionsSkeleton } from "@/features/creator/sessions/SessionsSkeleton";

/** Without a heading: the focus waits for that of the page. */
export default function Loading() {
  return (
    <div role="status" className="pt-8 lg:pt-12">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-9 w-72 max-w-full" />
      <Skeleton className="mt-2 h-6 w-96 max-w-full" />
      <div className="mt-12">
        <SessionsSkeleton />
      </div>
    </div>
  );
}

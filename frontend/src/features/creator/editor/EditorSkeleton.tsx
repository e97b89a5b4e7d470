import { Skeleton } from "@/components/ui/skeleton";

import { WorkHead } from "../desk/WorkHead";

export function EditorSkeleton({ title }: { title: string }) {
  return (
    <>
      <WorkHead title={title}>
        <Skeleton className="h-[1.6em] w-80 max-w-full" />
      </WorkHead>
      <div
        aria-hidden="true"
        className="mt-6 grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_15rem]"
      >
        <div className="grid content-start gap-5">
          <Skeleton className="h-7 w-24" />
          <Skeleton className="h-20" />
          <Skeleton className="h-72" />
          <Skeleton className="mt-8 h-7 w-24" />
          <Skeleton className="h-20" />
        </div>
        <Skeleton className="h-80 max-lg:hidden" />
      </div>
    </>
  );
}

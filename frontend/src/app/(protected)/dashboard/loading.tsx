import { NextUpSkeleton, RowsSkeleton } from "@/features/bookings/skeletons";

export default function Loading() {
  return (
    <div className="page">
      <div className="flex min-h-23 flex-wrap items-end pt-12">
        <h1 className="text-title">Your bookings</h1>
      </div>
      <div className="mt-6 h-12 border-b border-line" />
      <NextUpSkeleton />
      <RowsSkeleton />
    </div>
  );
}

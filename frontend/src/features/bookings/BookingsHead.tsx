import { ZoneLine } from "@/features/catalogue/ZoneLine";

export function BookingsHead({ zone, now }: { zone: string; now: Date }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 pt-12">
      <h1 className="text-title">Your bookings</h1>
      <ZoneLine zone={zone} now={now} />
    </div>
  );
}

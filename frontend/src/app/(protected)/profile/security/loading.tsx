import { SecurityHead } from "@/features/security/SecurityHead";
import { SecuritySkeleton } from "@/features/security/SecuritySkeleton";

export default function Loading() {
  return (
    <div className="page">
      <SecurityHead />
      <SecuritySkeleton />
    </div>
  );
}

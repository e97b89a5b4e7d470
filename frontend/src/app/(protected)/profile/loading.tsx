import { ProfileSkeleton } from "@/features/profile/ProfileSkeleton";

export default function Loading() {
  return (
    <div className="page">
      <h1 className="pt-12 text-title">Profile and settings</h1>
      <ProfileSkeleton />
    </div>
  );
}

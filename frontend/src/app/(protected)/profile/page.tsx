import type { Metadata } from "next";

import { Profile } from "@/features/profile/Profile";

export const metadata: Metadata = { title: "Profile and settings" };

export default function ProfilePage() {
  return (
    <div className="page">
      <h1 className="pt-12 text-title">Profile and settings</h1>
      <Profile now={new Date()} />
    </div>
  );
}

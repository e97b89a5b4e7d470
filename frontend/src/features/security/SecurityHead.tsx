import { ChevronLeft } from "lucide-react";
import Link from "next/link";

export function SecurityHead() {
  return (
    <>
      <Link
        href="/profile"
        className="mt-6 -ml-1 tap gap-1 text-sm font-ui text-ink-3 hover:text-ink"
      >
        <ChevronLeft size={18} strokeWidth={1.6} aria-hidden="true" />
        Profile and settings
      </Link>
      <h1 className="text-title">Sign-in and security</h1>
    </>
  );
}

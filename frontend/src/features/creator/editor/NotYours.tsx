import Link from "next/link";

import { buttonClasses } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/state";

export function NotYours() {
  return (
    <ErrorState
      as="h1"
      className="mt-8 lg:mt-12"
      title="This is somebody else’s session"
      acts={
        <Link href="/creator-dashboard/sessions" className={buttonClasses()}>
          Your sessions
        </Link>
      }
    >
      Only its host can change it.
    </ErrorState>
  );
}

import Link from "next/link";

import { ErrorPage } from "@/components/ErrorPage";
import { buttonClasses } from "@/components/ui/button";

export default function NoCreator() {
  return (
    <ErrorPage
      title="Nobody teaches under this name"
      acts={
        <Link href="/" className={buttonClasses({ variant: "primary" })}>
          Browse sessions
        </Link>
      }
    >
      The name may be misspelled, or it was changed. Search for the subject instead: everybody who
      teaches it is listed there.
    </ErrorPage>
  );
}

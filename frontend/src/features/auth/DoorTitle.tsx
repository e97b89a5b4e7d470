import type { ReactNode, Ref } from "react";

/** The heading of the pages where one signs in; they hold one thing each. */
export function DoorTitle({
  ref,
  children,
}: {
  ref?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}) {
  return (
    <h1
      ref={ref}
      tabIndex={-1}
      className="text-[2.25rem] leading-[1.1] tracking-[-0.036em] outline-none"
    >
      {children}
    </h1>
  );
}

"use client";

import { useEffect, useRef, type ReactNode } from "react";

import { DoorTitle } from "./DoorTitle";

/**
 * One of the things that a page of a door says in turn. One that comes after another has the
 * focus on its heading, so that it is read and that the keyboard goes on from there.
 */
export function Step({
  title,
  isFirst = false,
  children,
}: {
  title: ReactNode;
  isFirst?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
  }, [isFirst]);
  return (
    <>
      <DoorTitle ref={heading}>{title}</DoorTitle>
      <div className="mt-4 grid gap-6">{children}</div>
    </>
  );
}

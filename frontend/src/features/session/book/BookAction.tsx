"use client";

import Link from "next/link";
import { useEffect, useRef, type ReactNode } from "react";

import { Button, buttonClasses, type ButtonProps } from "@/components/ui/button";
import { cn } from "@/lib/cn";

import { useBooking } from "./BookingProvider";

/**
 * The one act of the box, or the same in the bar of the phone. Each has a key: in place of the
 * last one it is a new thing, and nothing has moved. It takes over the focus of that one.
 */
export function BookAction({ place }: { place: "box" | "bar" }) {
  const { kind } = useBooking().box;
  const around = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return;
    around.current?.querySelector<HTMLElement>("[data-book-action]")?.focus();
  }, [kind]);
  return (
    <div
      ref={around}
      role="presentation"
      className="contents"
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={() => {
        hadFocus.current = false;
      }}
    >
      <Act key={kind} place={place} />
    </div>
  );
}

function Act({ place }: { place: "box" | "bar" }) {
  const { box, session, take, chooseDate, loginHref, isBusy, wait } = useBooking();
  const isBar = place === "bar";
  const look = {
    size: isBar ? "md" : "lg",
    className: isBar ? "min-h-12" : "",
    "data-book-action": true,
  } as const;
  switch (box.kind) {
    case "choose":
      return (
        <Button {...look} variant="primary" onClick={chooseDate}>
          {isBar ? "Choose a time" : "Choose a date and time"}
        </Button>
      );
    case "book":
      if (loginHref) {
        return (
          <Way {...look} variant="primary" href={loginHref}>
            Book a seat
          </Way>
        );
      }
      return (
        <Button
          {...look}
          variant="primary"
          isBusy={isBusy}
          className={cn(look.className, wait > 0 && "min-w-42 tabular-nums")}
          aria-disabled={isBusy || wait > 0 || undefined}
          onClick={take}
        >
          {wait > 0 ? `Try again in ${wait} s` : isBusy ? "Holding a seat" : "Book a seat"}
        </Button>
      );
    case "held":
      return (
        <Way {...look} variant="primary" href={`/checkout/${box.booking.id}`}>
          {isBar ? "To payment" : "Continue to payment"}
        </Way>
      );
    case "booked":
      return (
        <Way {...look} variant="primary" href={`/dashboard/bookings/${box.booking.id}`}>
          {isBar ? "Your booking" : "Open your booking"}
        </Way>
      );
    case "draft":
      return (
        <Way {...look} variant="primary" href={`/creator-dashboard/sessions/${session.id}/edit`}>
          {isBar ? "Edit" : "Edit this draft"}
        </Way>
      );
    case "mine":
      return (
        <Way {...look} variant="primary" href={`/creator-dashboard/sessions/${session.id}/roster`}>
          {isBar ? "Who comes" : "See who comes"}
        </Way>
      );
    default:
      return (
        <Way {...look} href="#more">
          {isBar ? "See others" : "See other sessions"}
        </Way>
      );
  }
}

function Way({
  variant,
  size,
  className,
  href,
  children,
  ...rest
}: Pick<ButtonProps, "variant" | "size" | "className"> & { href: string; children: ReactNode }) {
  return (
    <Link
      {...rest}
      href={href}
      className={`${buttonClasses({ variant, size })} ${className ?? ""}`}
    >
      {children}
    </Link>
  );
}

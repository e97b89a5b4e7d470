"use client";

import { retryWords } from "@/lib/problem";

import { Button, type ButtonProps } from "./button";

/** Sends its form. While the server wants no further try, it counts down the seconds `left`. */
export function SubmitButton({ left = 0, children, ...rest }: ButtonProps & { left?: number }) {
  return (
    <Button
      type="submit"
      variant="primary"
      size="lg"
      aria-disabled={left > 0}
      {...rest}
      className="tabular-nums"
    >
      {left > 0 ? retryWords(left) : children}
    </Button>
  );
}

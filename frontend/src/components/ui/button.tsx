import type { ButtonHTMLAttributes, Ref } from "react";

import { cn } from "@/lib/cn";

interface Look {
  /** One primary a view: what the reader is most likely here to do. */
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "sm" | "md" | "lg";
}

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border-line-2 bg-surface text-ink shadow-low hover:border-control",
  quiet: "px-3 text-ink-2 hover:bg-hover hover:text-ink",
  danger: "bg-danger-fill text-on-danger hover:brightness-95",
};
const SIZES = {
  sm: "px-3 text-sm",
  md: "",
  lg: "min-h-13 w-full text-[1.0625rem]",
};

/** For links that look like buttons. */
export function buttonClasses({ variant = "secondary", size = "md" }: Look = {}): string {
  return cn(
    "button transition-colors duration-90 active:translate-y-px",
    SIZES[size],
    VARIANTS[variant],
  );
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Under way: shows a ring and takes no second press, but keeps the focus. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant,
  size,
  isBusy,
  className,
  onClick,
  "aria-disabled": isOff,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || isOff || undefined}
      className={cn(buttonClasses({ variant, size }), className)}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {isBusy && (
        <span
          aria-hidden="true"
          className="size-4 animate-busy rounded-full border-2 border-current border-r-transparent"
        />
      )}
      {rest.children}
    </button>
  );
}

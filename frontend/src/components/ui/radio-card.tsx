import type { InputHTMLAttributes, ReactNode } from "react";

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, "title"> {
  title: ReactNode;
  ref?: React.Ref<HTMLInputElement>;
}

/** One choice of a few, with a line that says what it means. Put them into a fieldset. */
export function RadioCard({ title, children, ...input }: Props) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-md border border-line-2 bg-surface px-4 py-3 text-sm text-ink-3 has-checked:border-accent-ink has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      <input
        type="radio"
        {...input}
        className="mt-0.5 size-4.5 shrink-0 appearance-none rounded-full border-[1.5px] border-control checked:border-6 checked:border-accent checked:bg-on-accent focus-visible:outline-none"
      />
      <span className="leading-snug">
        <strong className="block font-ui text-ink">{title}</strong>
        {children}
      </span>
    </label>
  );
}

"use client";

import { useEffect, useRef, type ReactNode } from "react";

import { Notice } from "./notice";

export interface WrongField {
  label: string;
  message: string;
  /** Takes the reader to the field. */
  focus: () => void;
}

/**
 * Why a form was not taken, above its submit button. It takes the focus after each attempt; with
 * wrong fields it leads to each of them.
 */
export function FormProblem({
  title,
  attempt,
  fields = [],
  children,
}: {
  title: ReactNode;
  attempt: number;
  fields?: readonly WrongField[];
  children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [attempt]);
  return (
    <div ref={box} tabIndex={-1} className="rounded-md outline-none">
      <Notice tone="danger" role="alert" title={title}>
        {children}
        {fields.length > 0 && (
          <ul className="mt-1">
            {fields.map(({ label, message, focus }) => (
              <li key={label}>
                <button type="button" className="text-left link text-danger" onClick={focus}>
                  {label}
                </button>
                : {message}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}

"use client";

import { ChevronDown, Download } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { csvOf, saveCsv } from "@/lib/save-file";

export interface Numbers {
  heads: string[];
  /** As they are read on the page. */
  rows: string[][];
  /** As a spreadsheet takes them: plain days and numbers. */
  file: (string | number)[][];
  fileName: string;
}

/**
 * A figure whose title says what it shows. The drawing is for the eye; its numbers are in the
 * table, for everybody.
 */
export function Plot({
  title,
  what,
  spoken,
  numbers,
  children,
}: {
  title: string;
  what: string;
  /** The drawing in one sentence. */
  spoken: string;
  numbers: Numbers;
  children: ReactNode;
}) {
  return (
    <figure className="grid min-w-0 content-start @min-[46rem]:row-span-3 @min-[46rem]:grid-rows-subgrid @min-[46rem]:gap-y-0">
      <figcaption className="text-lg font-head text-balance text-ink">
        {title}
        <span className="mt-1 block text-sm font-normal tracking-normal text-pretty text-ink-3">
          {what}
        </span>
      </figcaption>
      <div role="img" aria-label={spoken} className="mt-4 h-59 w-full">
        {children}
      </div>
      <details className="group min-w-0 print:hidden">
        <summary className="tap gap-2 text-sm font-ui text-ink-3 hover:text-ink">
          <ChevronDown
            size={16}
            strokeWidth={1.6}
            aria-hidden="true"
            className="transition-transform duration-180 group-open:rotate-180"
          />
          Show the numbers
        </summary>
        <NumbersTable title={title} {...numbers} />
        <Button
          variant="quiet"
          size="sm"
          className="mt-1 -ml-3"
          onClick={() => saveCsv(numbers.fileName, csvOf([numbers.heads, ...numbers.file]))}
        >
          <Download size={16} strokeWidth={1.6} aria-hidden="true" />
          Download these numbers
        </Button>
      </details>
    </figure>
  );
}

function NumbersTable({ title, heads, rows }: Numbers & { title: string }) {
  return (
    // It scrolls by the keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div tabIndex={0} role="region" aria-label={title} className="max-h-60 overflow-auto">
      <table className="w-full text-sm">
        <thead>
          <tr>
            {heads.map((head, column) => (
              <th
                key={head}
                scope="col"
                className={`sticky top-0 h-9 border-b border-line-2 bg-paper px-3 text-xs font-ui text-ink-3 first:pl-0 ${column ? "text-right" : "text-left"}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, column) => (
                <td
                  key={column}
                  className={`h-9 border-b border-line px-3 first:pl-0 ${column ? "text-right" : ""}`}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

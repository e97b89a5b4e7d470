import { clsx, type ClassValue } from "clsx";

/**
 * Class names, side by side. Of two utilities for one property it is not the later that wins:
 * say either of them, or let a kit's default be in the layer of components (globals.css).
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}

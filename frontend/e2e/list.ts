import type { Page } from "@playwright/test";

import { expect } from "./fixtures";

/** The sessions of a list, in its order. */
export const cards = (page: Page) => page.getByRole("article");

export const titles = (page: Page) => cards(page).getByRole("heading").allInnerTexts();

/** The address changes once the list has come. */
export const settled = (page: Page, query: RegExp) => expect(page).toHaveURL(query);

import { readdirSync } from "node:fs";

import { expect, test } from "./fixtures";
import { PLACES } from "./places";

const APP = `${import.meta.dirname}/../src/app`;

test("every page is among those that are looked at", { tag: "@once" }, () => {
  const pages = readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\([^)]*\)\//g, "").replace(/\/?page\.tsx$/, "")}`)
    // It only leads to the catalogue.
    .filter((route) => route !== "/sessions");
  const looked = new Set(PLACES.map(({ route }) => route));
  expect(pages.filter((route) => !looked.has(route))).toEqual([]);
});

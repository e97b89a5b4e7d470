import { expect, it } from "vitest";

import { doorTo } from "./doors";

it("leads on to where one was", () => {
  expect(doorTo("/login", "/")).toBe("/login");
  expect(doorTo("/login", "/sessions/1?at=2")).toBe("/login?next=%2Fsessions%2F1%3Fat%3D2");
});

it("carries along who wants to become a creator", () => {
  expect(doorTo("/register", "/", "CREATOR")).toBe("/register?role=CREATOR");
  expect(doorTo("/register", "/teach", "USER")).toBe("/register?next=%2Fteach");
});

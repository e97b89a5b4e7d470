import { expect, it } from "vitest";

import type { UserOutput } from "@/api/types.gen";

import { changesOf, isHttps, valuesOf } from "./values";

const USER: UserOutput = {
  id: "1",
  email: "ada@example.com",
  username: "ada",
  role: "USER",
  avatar: null,
  first_name: "Ada",
  last_name: "Byron",
  time_zone: "UTC",
  date_joined: "2026-01-01T00:00:00Z",
  email_verified: false,
  pending_email: null,
  has_password: true,
};

it("only what was changed is sent", () => {
  const values = valuesOf(USER);
  expect(changesOf(values, USER)).toEqual({});
  expect(changesOf({ ...values, first_name: " Augusta ", last_name: " Byron" }, USER)).toEqual({
    first_name: "Augusta",
  });
  expect(changesOf({ ...values, avatar: "" }, { ...USER, avatar: "https://a.example/b" })).toEqual({
    avatar: "",
  });
});

it("an address of a picture is https and has a host", () => {
  expect(isHttps("https://pictures.example/a.png")).toBe(true);
  const others = [
    "",
    "https://",
    "https://x",
    "http://a.example/",
    "javascript:1",
    "https://a b.c",
  ];
  expect(others.filter(isHttps)).toEqual([]);
});

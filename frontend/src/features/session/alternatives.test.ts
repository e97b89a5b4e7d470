import { expect, it } from "vitest";

import { session } from "@/features/creator/testing";

import { alternativesTo } from "./alternatives";

const of = (id: string, creator = "somebody") => session({ id, creator });

it("alternatives are by others, of the same topic first, and each but once", () => {
  const closed = of("closed", "me");
  const upcoming = [of("mine", "me"), of("soon"), of("alike"), of("later"), of("last")];
  const found = alternativesTo(closed, upcoming, [of("alike"), of("mine too", "me")]);
  expect(found.map(({ id }) => id)).toEqual(["alike", "soon", "later"]);
  expect(alternativesTo(undefined, upcoming, []).map(({ id }) => id)).toEqual([
    "mine",
    "soon",
    "alike",
  ]);
});

import { act, render } from "@testing-library/react";
import { expect, it } from "vitest";

import { proveAgain } from "@/lib/proof";

import { Prover } from "./Prover";

it("does not keep a deed waiting for a dialog that went with its page", async () => {
  const page = render(<Prover />);
  let proving = Promise.resolve(true);
  act(() => {
    proving = proveAgain();
  });
  page.unmount();
  expect(await proving).toBe(false);
});

import { act, renderHook } from "@testing-library/react";
import { useForm } from "react-hook-form";
import { expect, it } from "vitest";

import { showFieldFaults, wrongFields } from "./form-faults";
import { ApiError } from "./problem";

const LABELS = { username: "Username", email: "E-mail" };
const fields = (found: Record<string, string[]>) => new ApiError(400, "fields", "x", found);

function form() {
  return renderHook(() => {
    const made = useForm({ defaultValues: { username: "", email: "" } });
    // Whoever reads the faults asks for them while drawing.
    void made.formState.errors;
    return made;
  });
}

it("puts what the server found under its fields, in the order of the form", () => {
  const { result } = form();
  const fault = fields({ email: ["Taken."], username: ["Taken.", "Too long."] });
  act(() => expect(showFieldFaults(result.current, LABELS, fault)).toBe(true));
  const wrong = wrongFields(result.current, LABELS);
  expect(wrong.map(({ label, message }) => [label, message])).toEqual([
    ["Username", "Taken. Too long."],
    ["E-mail", "Taken."],
  ]);
});

it("says when a fault is not about fields that the form has", () => {
  const { result } = form();
  act(() => {
    expect(showFieldFaults(result.current, LABELS, fields({ avatar: ["No."] }))).toBe(false);
    expect(showFieldFaults(result.current, LABELS, fields({ email: ["No."], x: ["No."] }))).toBe(
      false,
    );
    expect(showFieldFaults(result.current, LABELS, new ApiError(503, "unavailable", "x"))).toBe(
      false,
    );
  });
});

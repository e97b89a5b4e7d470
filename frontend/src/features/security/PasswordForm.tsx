"use client";

import { useEffect, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";

import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { FormProblem } from "@/components/ui/form-problem";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAuth, type User } from "@/context/AuthContext";
import { passwordRules } from "@/features/auth/password-rules";
import { PasswordRules } from "@/features/auth/PasswordRules";
import { showFieldFaults, wrongFields } from "@/lib/form-faults";
import { ApiError, outcomeWords, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";

import { changePassword, useRefreshSecurity } from "./queries";

const LABELS = { current_password: "Present password", new_password: "New password" } as const;

export function PasswordForm({ user, onClose }: { user: User; onClose: () => void }) {
  const { reload } = useAuth();
  const refresh = useRefreshSecurity();
  const form = useForm({
    defaultValues: { current_password: "", new_password: "" },
    shouldFocusError: false,
  });
  const { errors, isSubmitting, submitCount } = form.formState;
  const [problem, setProblem] = useState<unknown>(null);
  const { left, start } = useCountdown();
  const box = useRef<HTMLFormElement>(null);
  const typed = useWatch({ control: form.control, name: "new_password" });
  const about = [user.first_name, user.last_name, user.username, user.email];

  useEffect(() => {
    box.current?.querySelector<HTMLInputElement>("input[type=password]")?.focus();
  }, []);

  const submit = form.handleSubmit(async ({ current_password, new_password }) => {
    setProblem(null);
    try {
      await changePassword(
        user.has_password ? { current_password, new_password } : { new_password },
      );
    } catch (error) {
      if (showFieldFaults(form, LABELS, error)) return;
      setProblem(error);
      if (error instanceof ApiError && error.code === "throttled") start(error.retryAfter ?? 60);
      return;
    }
    toast(
      user.has_password
        ? "Your password is changed, and every other device is signed out."
        : "You can now sign in with a password as well.",
    );
    onClose();
    await Promise.all([reload(), refresh()]);
  });
  const wrong = wrongFields(form, LABELS);

  return (
    <form
      ref={box}
      method="post"
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        if (left) event.preventDefault();
        else void submit(event);
      }}
    >
      <input
        type="text"
        name="username"
        autoComplete="username"
        value={user.email}
        hidden
        readOnly
      />
      {user.has_password && (
        <PasswordField
          label={LABELS.current_password}
          autoComplete="current-password"
          required
          error={errors.current_password?.message}
          {...form.register("current_password", { required: "Enter your present password." })}
        />
      )}
      <PasswordField
        label={LABELS.new_password}
        autoComplete="new-password"
        required
        maxLength={128}
        hint={<PasswordRules rules={passwordRules(typed, about)} />}
        error={errors.new_password?.message}
        {...form.register("new_password", {
          validate: (password) =>
            passwordRules(password, about).every(({ isMet }) => isMet) ||
            "Choose a password that meets all three points.",
        })}
      />
      {wrong.length > 0 && !isSubmitting && (
        <FormProblem attempt={submitCount} title="Nothing was changed yet." fields={wrong} />
      )}
      {problem !== null && !isSubmitting && (
        <FormProblem attempt={submitCount} title={outcomeWords(problem, "Nothing was changed.")}>
          {wordsFor(problem)}
        </FormProblem>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="md" isBusy={isSubmitting} left={left}>
          {user.has_password ? "Change password" : "Set the password"}
        </SubmitButton>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

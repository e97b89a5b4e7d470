"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";

import { TextField } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { PasswordField } from "@/components/ui/password-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAuth } from "@/context/AuthContext";
import type { Role } from "@/lib/cookies";
import { doorTo } from "@/lib/doors";
import { emailFault } from "@/lib/email";
import { showFieldFaults, wrongFields } from "@/lib/form-faults";
import { usernameFault } from "@/lib/username";
import { ApiError, wordsFor } from "@/lib/problem";
import { placeOf, zoneShort } from "@/lib/time";
import { useCountdown } from "@/lib/use-countdown";

import { keepAddress } from "./mail/kept-address";
import { passwordRules } from "./password-rules";
import { PasswordRules } from "./PasswordRules";
import { RoleChoice } from "./RoleChoice";
import { suggestUsername } from "./suggest-username";
import { useGoOn } from "./use-go-on";

interface Values {
  role: Role;
  first_name: string;
  last_name: string;
  email: string;
  username: string;
  password: string;
}

const LABELS = {
  first_name: "First name",
  last_name: "Last name",
  email: "E-mail",
  username: "Username",
  password: "Password",
} as const;

export function RegisterForm({ role, next, now }: { role: Role; next: string | null; now: Date }) {
  const { register: createAccount, zone } = useAuth();
  useGoOn((user) => next ?? (user.role === "CREATOR" ? "/creator-dashboard" : "/"));
  const form = useForm<Values>({
    defaultValues: { role, first_name: "", last_name: "", email: "", username: "", password: "" },
    shouldFocusError: false,
  });
  const router = useRouter();
  const { errors, isSubmitting, submitCount, dirtyFields } = form.formState;
  const [problem, setProblem] = useState("");
  const { left, start } = useCountdown();
  const typed = useWatch({ control: form.control }) as Values;
  const about = [typed.first_name, typed.last_name, typed.username, typed.email];
  const rules = passwordRules(typed.password, about);

  const suggest = () => {
    if (dirtyFields.username && typed.username) return;
    form.setValue("username", suggestUsername(typed.first_name, typed.last_name, typed.email));
  };

  const submit = form.handleSubmit(async (values) => {
    setProblem("");
    try {
      await createAccount({ ...values, time_zone: zone });
    } catch (error) {
      if (showFieldFaults(form, LABELS, error)) return;
      if (error instanceof ApiError && error.code === "email_not_verified") {
        // The account is there; signing in waits for the address.
        keepAddress(values.email);
        router.push(doorTo("/verify-email", next ?? "/"));
        return;
      }
      setProblem(wordsFor(error));
      if (error instanceof ApiError && error.code === "throttled") start(error.retryAfter ?? 30);
    }
  });
  const wrong = wrongFields(form, LABELS);

  return (
    // By post: should it be sent before scripts run, no password gets into an address.
    <form
      method="post"
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        if (left) event.preventDefault();
        else void submit(event);
      }}
    >
      <RoleChoice {...form.register("role")} />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={LABELS.first_name}
          autoComplete="given-name"
          required
          error={errors.first_name?.message}
          {...form.register("first_name", {
            validate: (name) => name.trim() !== "" || "Enter the name that others call you by.",
            onBlur: suggest,
          })}
        />
        <TextField
          label={LABELS.last_name}
          isOptional
          autoComplete="family-name"
          error={errors.last_name?.message}
          {...form.register("last_name", { onBlur: suggest })}
        />
      </div>
      <TextField
        label={LABELS.email}
        type="email"
        autoComplete="email"
        required
        error={errors.email?.message}
        {...form.register("email", {
          validate: emailFault,
          onBlur: suggest,
        })}
      />
      <TextField
        label={LABELS.username}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        hint="Others see it. Letters, digits and . + - _ make it up."
        error={errors.username?.message}
        {...form.register("username", {
          validate: usernameFault,
        })}
      />
      <PasswordField
        label={LABELS.password}
        autoComplete="new-password"
        required
        maxLength={128}
        hint={<PasswordRules rules={rules} />}
        error={errors.password?.message}
        {...form.register("password", {
          validate: (password) =>
            passwordRules(password, about).every((rule) => rule.isMet) ||
            "Choose a password that meets all three points.",
        })}
      />
      {wrong.length > 0 && !isSubmitting && (
        <FormProblem
          attempt={submitCount}
          title={
            wrong.length === 1 ? "One field needs another look." : "Some fields need another look."
          }
          fields={wrong}
        />
      )}
      {problem && !isSubmitting && <FormProblem attempt={submitCount} title={problem} />}
      <div className="mt-2 grid gap-3">
        <SubmitButton isBusy={isSubmitting} left={left}>
          Create account
        </SubmitButton>
        <p className="text-sm text-ink-3">
          Times will be shown in {placeOf(zone)} ({zoneShort(now, zone)}). You can change that in
          your profile.
        </p>
      </div>
    </form>
  );
}

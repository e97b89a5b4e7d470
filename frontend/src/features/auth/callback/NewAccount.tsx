"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";

import type { SuggestedOutput } from "@/api/types.gen";
import { TextField } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAuth } from "@/context/AuthContext";
import type { Role } from "@/lib/cookies";
import { showFieldFaults, wrongFields } from "@/lib/form-faults";
import { ApiError, wordsFor } from "@/lib/problem";
import { useCountdown } from "@/lib/use-countdown";
import { usernameFault } from "@/lib/username";

import { RoleChoice } from "../RoleChoice";
import { Step } from "../Step";
import { suggestUsername } from "../suggest-username";
import type { Stage } from "./arrival";

interface Values {
  role: Role;
  username: string;
}

const LABELS = { username: "Username" } as const;

/** Somebody new: the service said who they are, the rest they choose. */
export function NewAccount({
  ticket,
  suggested,
  next,
  onOver,
}: {
  ticket: string;
  suggested: SuggestedOutput;
  next: string;
  onOver: (stage: Stage) => void;
}) {
  const { enter, zone } = useAuth();
  const { email, username, first_name, last_name } = suggested;
  const form = useForm<Values>({
    defaultValues: {
      role: "USER",
      username:
        suggestUsername(username, "", "") || suggestUsername(first_name, last_name, email ?? ""),
    },
    shouldFocusError: false,
  });
  const { errors, isSubmitting, submitCount } = form.formState;
  const [problem, setProblem] = useState("");
  const { left, start } = useCountdown();

  const submit = form.handleSubmit(async (values) => {
    setProblem("");
    try {
      const { complete } = await import("@/lib/sign-in");
      const answer = await complete({ ticket, time_zone: zone, ...values });
      const desk = answer.user.role === "CREATOR" ? "/creator-dashboard" : "/";
      onOver({ kind: "signed-in", next: next === "/" ? desk : next });
      enter(answer);
    } catch (error) {
      if (showFieldFaults(form, LABELS, error)) return;
      if (!(error instanceof ApiError)) return setProblem(wordsFor(error));
      if (error.code === "link_not_valid") return onOver({ kind: "problem", reason: error.code });
      if (error.code === "throttled") start(error.retryAfter ?? 60);
      setProblem(error.fields.email ? EMAIL_TAKEN : wordsFor(error));
    }
  });
  const wrong = wrongFields(form, LABELS);

  return (
    <Step title={first_name ? `Welcome, ${first_name}` : "Welcome"}>
      <p className="text-lg leading-normal">
        Two choices, and your account is made{email && <> with {<bdi>{email}</bdi>}</>}.
      </p>
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
        <TextField
          label={LABELS.username}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          hint="Others see it. Letters, digits and . + - _ make it up."
          error={errors.username?.message}
          {...form.register("username", { validate: usernameFault })}
        />
        {wrong.length > 0 && !isSubmitting && (
          <FormProblem attempt={submitCount} title="One field needs another look." fields={wrong} />
        )}
        {problem && !isSubmitting && <FormProblem attempt={submitCount} title={problem} />}
        <SubmitButton isBusy={isSubmitting} left={left}>
          Create account
        </SubmitButton>
      </form>
    </Step>
  );
}

const EMAIL_TAKEN =
  "Meanwhile somebody made an account with this e-mail. If it was you, sign in with its password.";

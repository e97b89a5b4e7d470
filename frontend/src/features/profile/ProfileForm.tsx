"use client";

import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";

import { toast } from "@/components/Toaster";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { ZoneField } from "@/components/ui/zone-field";
import type { User } from "@/context/AuthContext";
import { emailFault } from "@/lib/email";
import { showFieldFaults, wrongFields } from "@/lib/form-faults";
import { personName } from "@/lib/person";
import { outcomeWords, wordsFor } from "@/lib/problem";
import { momentWords } from "@/lib/time";
import { usernameFault } from "@/lib/username";

import { EmailStanding } from "./EmailStanding";
import { PictureField } from "./PictureField";
import { Section } from "./Section";
import { useSave } from "./use-save";
import { changesOf, isHttps, LABELS, valuesOf, type ProfileValues } from "./values";
import { ZoneOffer } from "./ZoneOffer";

export function ProfileForm({ user, now }: { user: User; now: Date }) {
  const save = useSave();
  const [problem, setProblem] = useState<unknown>(null);
  const [isSaved, setIsSaved] = useState(false);
  const form = useForm<ProfileValues>({
    values: valuesOf(user),
    // What another tab saves comes in, but not over what is being typed.
    resetOptions: { keepDirtyValues: true },
    shouldFocusError: false,
  });
  const { errors, isSubmitting, isDirty, submitCount } = form.formState;
  const typed = useWatch({ control: form.control }) as ProfileValues;

  useEffect(() => {
    // The place was not there yet when the browser looked for it.
    if (window.location.hash === "#time-zone") {
      document.getElementById("time-zone")?.scrollIntoView();
    }
  }, []);

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    setIsSaved(false);
    try {
      const saved = await save(changesOf(values, user));
      form.reset(valuesOf(saved));
      // A new address waits, and what the account has stays in the field until then.
      if (form.getValues("email") === values.email) {
        form.resetField("email", { defaultValue: saved.email });
      }
      setIsSaved(true);
      if (saved.pending_email && saved.pending_email !== user.pending_email) {
        toast(`We sent a mail to ${saved.pending_email}. It takes over when it is confirmed.`);
      }
    } catch (error) {
      if (!showFieldFaults(form, LABELS, error)) setProblem(error);
    }
  });
  const wrong = wrongFields(form, LABELS);

  return (
    <form noValidate onSubmit={submit}>
      <Section
        id="you"
        title="You"
        text={
          user.role === "CREATOR"
            ? "Everybody sees your name, username and picture. Hosts you book with see your e-mail as well."
            : "Hosts see your name and e-mail when you book with them. Nobody else does."
        }
      >
        <PictureField
          name={personName(typed)}
          address={typed.avatar}
          error={errors.avatar?.message}
          field={form.register("avatar", {
            validate: (address) =>
              !address.trim() ||
              isHttps(address.trim()) ||
              "Use a whole address that begins with https://.",
          })}
        />
        <div className="grid gap-6 md:grid-cols-2 md:gap-4">
          <TextField
            label={LABELS.first_name}
            isOptional
            autoComplete="given-name"
            maxLength={150}
            error={errors.first_name?.message}
            {...form.register("first_name")}
          />
          <TextField
            label={LABELS.last_name}
            isOptional
            autoComplete="family-name"
            maxLength={150}
            error={errors.last_name?.message}
            {...form.register("last_name")}
          />
        </div>
        <TextField
          label={LABELS.username}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={150}
          hint={usernameHint(user)}
          error={errors.username?.message}
          {...form.register("username", {
            validate: usernameFault,
          })}
        />
        <TextField
          label={LABELS.email}
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          hint="You sign in with it, and mails about your bookings go there."
          error={errors.email?.message}
          {...form.register("email", {
            validate: emailFault,
          })}
        />
        <EmailStanding user={user} />
      </Section>
      <Section
        id="time-zone"
        title="Time zone"
        text="All hours on this site and in our mails are shown in it, with its name beside them."
      >
        <ZoneOffer
          saved={user.time_zone}
          now={now}
          onAccept={(zone) => save({ time_zone: zone })}
        />
        <Controller
          control={form.control}
          name="time_zone"
          render={({ field }) => (
            <ZoneField
              label={LABELS.time_zone}
              hint={`It is ${momentWords(now, field.value)} there.`}
              error={errors.time_zone?.message}
              value={field.value}
              onChange={field.onChange}
              at={now}
            />
          )}
        />
        {wrong.length > 0 && !isSubmitting && (
          <FormProblem
            attempt={submitCount}
            title={
              wrong.length === 1
                ? "One field needs another look."
                : "Some fields need another look."
            }
            fields={wrong}
          />
        )}
        {problem !== null && !isSubmitting && (
          <FormProblem attempt={submitCount} title={outcomeWords(problem, "Nothing was saved.")}>
            {wordsFor(problem)}
          </FormProblem>
        )}
        <div className="flex min-h-11 flex-wrap items-center gap-4">
          <Button type="submit" variant="primary" isBusy={isSubmitting}>
            Save changes
          </Button>
          <p role="status" className="inline-flex items-center gap-2 text-sm font-ui text-success">
            {isSaved && !isDirty && (
              <>
                <Check size={18} strokeWidth={1.6} aria-hidden="true" />
                Saved
              </>
            )}
          </p>
        </div>
      </Section>
    </form>
  );
}

function usernameHint(user: User): string {
  return user.role === "CREATOR"
    ? "Your public page has it in its address; an old link no longer leads there after a change."
    : "You can sign in with it as well.";
}

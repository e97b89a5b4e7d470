"use client";

import { useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { useAuth } from "@/context/AuthContext";
import { wordsFor } from "@/lib/problem";

export function LoginForm({ onDone }: { onDone: () => void }) {
  const { login } = useAuth();
  const [problem, setProblem] = useState("");
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    try {
      await login(String(values.get("email")), String(values.get("password")));
      onDone();
    } catch (error) {
      setProblem(wordsFor(error));
    }
  };
  return (
    <form className="grid gap-5" onSubmit={submit}>
      <TextField label="E-mail or username" name="email" autoComplete="username" required />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      {problem && <Notice tone="danger" role="alert" title={problem} />}
      <Button type="submit" variant="primary" size="lg">
        Sign in
      </Button>
    </form>
  );
}

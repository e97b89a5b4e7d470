"use client";

import Link from "next/link";

import { Avatar } from "@/components/Avatar";
import { SignOut } from "@/components/SignOut";
import { toast } from "@/components/Toaster";
import { buttonClasses } from "@/components/ui/button";
import { useAuth, type User } from "@/context/AuthContext";
import { personName } from "@/lib/person";
import { dayOf, monthWord } from "@/lib/time";

import { BecomeCreator } from "./BecomeCreator";
import { ProfileForm } from "./ProfileForm";
import { ProfileSkeleton } from "./ProfileSkeleton";
import { Section } from "./Section";
import { ThemeChoice } from "./ThemeChoice";

export function Profile({ now }: { now: Date }) {
  const { user } = useAuth();
  if (!user) return <ProfileSkeleton />;
  return (
    <>
      <Who user={user} />
      <ProfileForm key={user.id} user={user} now={now} />
      <Section
        id="security"
        title="Sign-in and security"
        text="How you sign in, where you are signed in, and what happened to your account."
      >
        <div className="grid justify-items-start">
          <Link href="/profile/security" className={buttonClasses()}>
            Look after your account
          </Link>
        </div>
      </Section>
      <Section id="appearance" title="Appearance" text="Kept on this device, and changed at once.">
        <ThemeChoice />
      </Section>
      <Teaching user={user} />
      <Section
        id="leave"
        title="Sign out"
        text="Ends the sign-in in all tabs of this browser. Other devices stay signed in."
      >
        <div className="grid justify-items-start">
          <SignOut className={buttonClasses()} />
        </div>
      </Section>
    </>
  );
}

function Who({ user }: { user: User }) {
  const day = dayOf(user.date_joined, user.time_zone);
  return (
    <div className="mt-8 mb-10 flex items-center gap-4">
      <Avatar name={personName(user)} src={user.avatar} size={56} />
      <div className="min-w-0 leading-snug">
        <p dir="auto" className="text-lg font-head text-ink">
          {personName(user)}
        </p>
        <p className="mt-1 text-sm text-ink-3">
          {user.role === "CREATOR" ? "Creator" : "Learner"}, here since {monthWord(day)}{" "}
          {day.slice(0, 4)}
        </p>
      </div>
    </div>
  );
}

function Teaching({ user }: { user: User }) {
  if (user.role === "CREATOR") {
    return (
      <Section
        id="teaching"
        title="Teaching"
        text="You are a creator: you host sessions, and book those of others."
      >
        <div className="flex flex-wrap gap-2">
          <Link href="/creator-dashboard" className={buttonClasses()}>
            Creator dashboard
          </Link>
          <Link href={`/creators/${user.username}`} className={buttonClasses({ variant: "quiet" })}>
            Your public page
          </Link>
        </div>
      </Section>
    );
  }
  return (
    <Section
      id="teaching"
      title="Teaching"
      text={
        <>
          You are a learner.{" "}
          <Link className="link" href="/teach">
            What teaching here is like
          </Link>
        </>
      }
    >
      <div>
        <p>When you become a creator:</p>
        <ul className="mt-2 grid list-disc gap-1 pl-[1.1em] marker:text-ink-3">
          <li>you get a desk to plan and publish sessions at,</li>
          <li>a page with your name, username and picture is there for everybody to see,</li>
          <li>your bookings stay as they are, and you can book on.</li>
        </ul>
        <p className="mt-2 text-sm text-ink-3">There is no way back to being a learner only.</p>
      </div>
      <BecomeCreator onDone={() => toast("You are a creator now. Your desk is under Teach.")} />
    </Section>
  );
}

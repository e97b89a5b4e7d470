"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";

import type { UserOutput } from "@/api/types.gen";
import { acceptAccess, seemsSignedIn, signOut } from "@/lib/auth";
import { onAuthChange } from "@/lib/auth-channel";
import type { Hint } from "@/lib/cookies";
import { ApiError, noAnswer } from "@/lib/problem";
import { isZone } from "@/lib/time";

export type User = UserOutput;

/**
 * `unknown`: the cookie says somebody is signed in, and we are asking who.
 * `expired`: the sign-in ended while the page was in use; what was typed and shown stays.
 */
export type AuthStatus = "stranger" | "unknown" | "signed-in" | "expired";

interface Auth {
  status: AuthStatus;
  user: User | null;
  /** What the server drew the page with, until the account is there. */
  hint: Hint | null;
  /** The time zone that all times are shown in. */
  zone: string;
  /** Why the account could not be loaded, when that is not for being signed out. */
  error: ApiError | null;
  login: (name: string, password: string) => Promise<User>;
  register: (values: Registration) => Promise<User>;
  /** Take over what any other way to sign in answered. */
  enter: (answer: SignedIn) => User;
  /** Ends the sign-in in every tab and begins anew at the catalogue. Throws ApiError. */
  logout: () => Promise<void>;
  /** Stay without signing in again. */
  dismiss: () => void;
  /** Take over what a change of the account answered. */
  update: (user: User) => void;
  reload: () => Promise<void>;
}

export interface SignedIn {
  user: User;
  access: string;
}

export interface Registration {
  email: string;
  username: string;
  password: string;
  role: "USER" | "CREATOR";
  first_name?: string;
  last_name?: string;
  time_zone?: string;
}

const AuthContext = createContext<Auth | null>(null);

export function useAuth(): Auth {
  const auth = useContext(AuthContext);
  if (!auth) throw new Error("useAuth outside AuthProvider");
  return auth;
}

/** Axios and the generated client come only when somebody is or gets signed in. */
const account = () => import("@/lib/account");

export function AuthProvider({
  hint,
  zone,
  children,
}: {
  hint: Hint | null;
  zone: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const [status, setStatus] = useState<AuthStatus>(hint ? "unknown" : "stranger");
  const [user, setUser] = useState<User | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const shownTo = useRef<string | null>(null);

  const settle = useCallback((found: User) => {
    // What is on the page belongs to somebody else.
    if (shownTo.current && shownTo.current !== found.id) window.location.reload();
    shownTo.current = found.id;
    setUser(found);
    setError(null);
    setStatus("signed-in");
    return found;
  }, []);

  const leave = useCallback(() => {
    setUser(null);
    setStatus("stranger");
    router.refresh();
  }, [router]);

  const reload = useCallback(async () => {
    setError(null);
    try {
      settle(await (await account()).fetchAccount());
    } catch (fault) {
      const problem = fault instanceof ApiError ? fault : noAnswer();
      if (problem.status !== 401) setError(problem);
      else setStatus((before) => (before === "unknown" ? "stranger" : before));
    }
  }, [settle]);

  useEffect(() => {
    const look = async () => {
      if (seemsSignedIn()) await reload();
      else setStatus((before) => (before === "unknown" ? "stranger" : before));
    };
    void Promise.resolve().then(look);
    return onAuthChange((event) => {
      if (event === "signed-out") leave();
      else if (event === "expired") {
        setStatus((before) => (before === "signed-in" ? "expired" : "stranger"));
      } else {
        void reload().then(() => router.refresh());
      }
    });
  }, [reload, leave, router]);

  useRecheck(status !== "stranger");

  useEffect(() => {
    if (!error) return;
    const retry = () => void reload();
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [error, reload]);

  const value = useMemo<Auth>(() => {
    const enter = ({ user: found, access }: SignedIn) => {
      acceptAccess(access);
      return settle(found);
    };
    return {
      status,
      user,
      hint: status === "stranger" ? null : hint,
      zone: user && isZone(user.time_zone) ? user.time_zone : zone,
      error,
      login: async (name, password) => enter(await (await account()).login(name, password)),
      register: async (values) => enter(await (await account()).register(values)),
      enter,
      logout: async () => {
        await signOut();
        // A new document: nothing that was loaded for the person stays in memory.
        window.location.replace("/");
      },
      dismiss: leave,
      update: setUser,
      reload,
    };
  }, [status, user, hint, zone, error, settle, leave, reload]);
  return <AuthContext.Provider value={value}>{children}</AuthContext.Provider>;
}

/** A page that the browser kept for the way back may show somebody who has left or come since. */
function useRecheck(isSignedIn: boolean): void {
  useEffect(() => {
    const recheck = (event: PageTransitionEvent) => {
      if (event.persisted && seemsSignedIn() !== isSignedIn) window.location.reload();
    };
    window.addEventListener("pageshow", recheck);
    return () => window.removeEventListener("pageshow", recheck);
  }, [isSignedIn]);
}

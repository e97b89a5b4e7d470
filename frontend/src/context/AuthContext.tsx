"use client";

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react";

import type { UserOutput } from "@/api/types.gen";
import { acceptAccess, onAuthChange, seemsSignedIn, signOut } from "@/lib/auth";
import type { Hint } from "@/lib/cookies";
import { ApiError } from "@/lib/problem";

export type User = UserOutput;

/**
 * `unknown`: the cookie says somebody is signed in, and we are asking who.
 * `expired`: the sign-in ended while the page was in use; what was typed stays.
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
  logout: () => Promise<void>;
  /** Take over what a change of the account answered. */
  update: (user: User) => void;
  reload: () => Promise<void>;
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
  const [status, setStatus] = useState<AuthStatus>(hint ? "unknown" : "stranger");
  const [user, setUser] = useState<User | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const reload = useCallback(async () => {
    setError(null);
    try {
      const found = await (await account()).fetchAccount();
      setUser(found);
      setStatus("signed-in");
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      if (fault.status === 401) setStatus("stranger");
      else setError(fault);
    }
  }, []);

  useEffect(() => {
    if (seemsSignedIn()) void Promise.resolve().then(reload);
    const stop = onAuthChange((event) => {
      if (event === "signed-in") void reload();
      if (event === "signed-out") {
        setUser(null);
        setStatus((before) => (before === "signed-in" ? "expired" : "stranger"));
      }
    });
    // A page that the browser kept may show somebody who has left since.
    const recheck = (event: PageTransitionEvent) => {
      if (event.persisted && !seemsSignedIn()) window.location.reload();
    };
    window.addEventListener("pageshow", recheck);
    return () => {
      stop();
      window.removeEventListener("pageshow", recheck);
    };
  }, [reload]);

  const enter = useCallback((found: User, access: string) => {
    acceptAccess(access);
    setUser(found);
    setError(null);
    setStatus("signed-in");
    return found;
  }, []);

  const value = useMemo<Auth>(
    () => ({
      status,
      user,
      hint: status === "stranger" || status === "expired" ? null : hint,
      zone: user?.time_zone ?? zone,
      error,
      login: async (name, password) => {
        const { user: found, access } = await (await account()).login(name, password);
        return enter(found, access);
      },
      register: async (values) => {
        const { user: found, access } = await (await account()).register(values);
        return enter(found, access);
      },
      logout: async () => {
        await signOut();
        setUser(null);
        setStatus("stranger");
      },
      update: setUser,
      reload,
    }),
    [status, user, hint, zone, error, enter, reload],
  );
  return <AuthContext.Provider value={value}>{children}</AuthContext.Provider>;
}

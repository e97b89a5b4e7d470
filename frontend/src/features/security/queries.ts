"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  authDevicesDestroy,
  authDevicesEndOthersCreate,
  authDevicesList,
  authPasswordChangeCreate,
  authSecurityEventsList,
  authSocialAccountsDestroy,
  authSocialAccountsList,
  authSocialLinkCreate,
} from "@/api/sdk.gen";
import type {
  DeviceOutput,
  IdentityOutput,
  PasswordChangeInputRequest,
  SecurityEventOutput,
} from "@/api/types.gen";
import "@/lib/api";
import { nextCursor } from "@/lib/paging";

export type Device = DeviceOutput;
export type Identity = IdentityOutput;
export type LogEntry = SecurityEventOutput;

const SECURITY = "security";
const KEYS = {
  all: [SECURITY],
  devices: [SECURITY, "devices"],
  log: [SECURITY, "log"],
  services: [SECURITY, "services"],
} as const;

const LOG_PAGE = 10;

export function useDevices() {
  return useQuery({
    queryKey: KEYS.devices,
    queryFn: async ({ signal }) => (await authDevicesList<true>({ signal })).data,
  });
}

export function useServices() {
  return useQuery({
    queryKey: KEYS.services,
    queryFn: async ({ signal }) => (await authSocialAccountsList<true>({ signal })).data,
  });
}

export function useLog() {
  return useInfiniteQuery({
    queryKey: KEYS.log,
    queryFn: async ({ pageParam, signal }: { pageParam?: string; signal?: AbortSignal }) => {
      const query = { limit: LOG_PAGE, cursor: pageParam };
      const { data, headers } = await authSecurityEventsList<true>({ query, signal });
      return { items: data, cursor: nextCursor((headers as { link?: string }).link) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor ?? undefined,
  });
}

/** Whatever was done, the lists and the log may say something else now. */
export function useRefreshSecurity(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEYS.all });
}

export async function endDevice(id: string): Promise<void> {
  await authDevicesDestroy<true>({ path: { device_id: id } });
}

export async function endOtherDevices(): Promise<void> {
  await authDevicesEndOthersCreate<true>();
}

export async function changePassword(body: PasswordChangeInputRequest): Promise<void> {
  await authPasswordChangeCreate<true>({ body });
}

export async function unlink(id: number): Promise<void> {
  await authSocialAccountsDestroy<true>({ path: { identity_id: id } });
}

/** Where to send the browser to link one more account of this service. */
export async function linkAt(service: string): Promise<string> {
  const { data } = await authSocialLinkCreate<true>({ path: { service } });
  return data.url;
}

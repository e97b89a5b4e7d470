import type { CreateClientConfig } from "@/api/client.gen";

import { API_ORIGIN } from "./env";

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseURL: API_ORIGIN,
  throwOnError: true,
  timeout: 15_000,
  withCredentials: API_ORIGIN !== "",
});

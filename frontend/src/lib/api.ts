/**
 * The browser's way to the API: the generated client's Axios, which signs each request,
 * refreshes once and repeats it, asks for a fresh proof where one is wanted, and turns every
 * fault into an ApiError.
 */

import {
  AxiosError,
  isAxiosError,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from "axios";

import { client } from "@/api/client.gen";

import { accessToken, holderOf, refreshAccess } from "./auth";
import { ApiError, noAnswer, problemOf } from "./problem";
import { proveAgain } from "./proof";
import { noteServerDate } from "./server-clock";

interface Sent extends InternalAxiosRequestConfig {
  signedWith?: string;
  isRepeated?: boolean;
  isProved?: boolean;
}

const axios = client.instance;

/** What strangers may ask as well: a cookie, a link, a code or a passkey speaks for them. */
const NEEDS_NO_TOKEN =
  /\/api\/auth\/(login|register|logout|token|providers|social\/(exchange|complete|prove|[^/]+\/start)|password\/(forgot|reset)|email\/(verify|resend|keep)|mfa|passkeys\/sign-in)\//;

function needsNoToken(url = ""): boolean {
  return NEEDS_NO_TOKEN.test(url);
}

axios.interceptors.request.use(async (config: Sent) => {
  if (needsNoToken(config.url)) {
    config.headers.set("X-Client", "web");
    return config;
  }
  const token = await accessToken();
  if (token) {
    config.headers.set("Authorization", `Bearer ${token}`);
    config.signedWith = token;
  }
  return config;
});

function taken(answer: AxiosResponse): AxiosResponse {
  noteServerDate(answer.headers.date as string | undefined);
  const wantsJson = (answer.config.responseType ?? "json") === "json";
  // Some proxy's page in place of the answer: Axios hands over what it can't read as it is.
  if (wantsJson && typeof answer.data === "string" && answer.data) throw problemIn(answer);
  return answer;
}

axios.interceptors.response.use(taken, async (error: unknown) => {
  if (!isAxiosError(error)) throw error;
  const sent = error.config as Sent | undefined;
  if (error.response?.status === 401 && sent?.signedWith && !sent.isRepeated) {
    const token = await refreshAccess(sent.signedWith);
    // Somebody else may have signed in meanwhile, in another tab. This is not their deed.
    if (holderOf(token) === holderOf(sent.signedWith)) {
      return axios.request({ ...sent, isRepeated: true } as Sent);
    }
  }
  const said = error.response;
  if (said?.data instanceof Blob) said.data = await said.data.text();
  const problem = apiErrorOf(error);
  if (sent && !sent.isProved && isProofWanted(problem) && (await proveAgain())) {
    return axios.request({ ...sent, isProved: true } as Sent);
  }
  throw problem;
});

function isProofWanted(problem: ApiError | AxiosError): boolean {
  return problem.code === "reauthentication_required";
}

function apiErrorOf(error: AxiosError): ApiError | AxiosError {
  if (error.code === AxiosError.ERR_CANCELED) return error;
  return error.response ? problemIn(error.response) : noAnswer();
}

function problemIn(response: AxiosResponse): ApiError {
  return problemOf({
    status: response.status,
    body: readable(response.data),
    header: (name) => response.headers[name] as string | undefined,
  });
}

/** Also the fault of a request that asked for a file comes as JSON. */
function readable(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

/** One key a deed: a retry of the same deed sends the same key. */
export function newKey(): string {
  // randomUUID wants a secure context, which a phone on the local network has not.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export { client };

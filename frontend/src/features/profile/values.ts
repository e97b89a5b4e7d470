import type { UserOutput } from "@/api/types.gen";

export interface ProfileValues {
  first_name: string;
  last_name: string;
  username: string;
  email: string;
  /** Empty for none. */
  avatar: string;
  time_zone: string;
}

/** The fields in the order of the form. */
export const LABELS: Record<keyof ProfileValues, string> = {
  first_name: "First name",
  last_name: "Last name",
  username: "Username",
  email: "E-mail",
  avatar: "Picture",
  time_zone: "Time zone",
};

export function valuesOf(user: UserOutput): ProfileValues {
  const { first_name, last_name, username, email, avatar, time_zone } = user;
  return { first_name, last_name, username, email, avatar: avatar ?? "", time_zone };
}

/** Only what is another than before, so that what another tab saved meanwhile stays. */
export function changesOf(values: ProfileValues, user: UserOutput): Partial<ProfileValues> {
  const before = valuesOf(user);
  const names = Object.keys(before) as (keyof ProfileValues)[];
  const changed = names.filter((name) => values[name].trim() !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, values[name].trim()]));
}

export function isHttps(address: string): boolean {
  return /^https:\/\/[^\s/]+\.[^\s/]/.test(address) && URL.canParse(address);
}

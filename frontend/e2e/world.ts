import {
  inHours,
  publish,
  register,
  type Api,
  type Booking,
  type NewSession,
  type Person,
  type Session,
} from "./api";
import { HOSTILE } from "./hostile";

/** Something in every state that a page can show. Tests look at it and change nothing. */
export interface World {
  learner: Person;
  /** Has booked nothing. */
  newcomer: Person;
  creator: Person;
  /** Offers nothing. */
  newCreator: Person;
  sessions: Record<"dated" | "free" | "open" | "full" | "draft" | "cancelled", Session>;
  bookings: Record<"held" | "booked" | "chosen" | "cancelled", Booking>;
}

export async function makeWorld(api: (person?: Person) => Api, isHostile = false): Promise<World> {
  const [one, other] = isHostile ? [HOSTILE.person, HOSTILE.other] : [{}, {}];
  const learner = await register(api(), { time_zone: "Europe/Berlin", ...other });
  const newcomer = await register(api(), { first_name: "Nell", ...one });
  const creator = await register(api(), { role: "CREATOR", first_name: "Grace", ...one });
  const newCreator = await register(api(), { role: "CREATOR", first_name: "Hedy", ...other });
  const [hers, theirs] = [api(creator), api(learner)];

  let made = 0;
  const offer = (wishes: NewSession = {}) => {
    const words = isHostile ? hostileWords(made) : ABOUT[made % ABOUT.length];
    made += 1;
    return publish(hers, { ...words, ...wishes });
  };
  const elsewhere = { start_time: inHours(100), time_zone: "America/New_York" };
  const sessions = {
    dated: await offer(),
    free: await offer({ price: "0.00", ...elsewhere }),
    open: await offer({ start_time: null, capacity: 50 }),
    full: await offer({ capacity: 1, price: "0.00" }),
    draft: await offer({ status: "draft" }),
    cancelled: await offer({ price: "12.50" }),
  };
  await api(newCreator).book(sessions.full);

  const booked = await theirs.book(sessions.dated);
  await theirs.post(`/api/bookings/${booked.id}/pay/`, { card: "success" });
  const cancelled = await theirs.book(sessions.cancelled);
  await theirs.post(`/api/bookings/${cancelled.id}/pay/`, { card: "success" });
  await hers.patch(`/api/sessions/${sessions.cancelled.id}/`, { status: "cancelled" });
  const bookings = {
    booked,
    cancelled,
    held: await theirs.book(await offer(elsewhere)),
    chosen: await theirs.book(await offer({ start_time: null, price: "0" }), inHours(200)),
  };
  return { learner, newcomer, creator, newCreator, sessions, bookings };
}

const ABOUT: readonly NewSession[] = [
  {
    ...{ topic: "craft", level: "beginner", language: "de" },
    ...{ format: "in_person", place: "Kreuzberg, Berlin" },
  },
  { topic: "science", format: "online" },
  {},
];

function hostileWords(index: number): NewSession {
  const { titles, descriptions } = HOSTILE;
  return {
    title: titles[index % titles.length],
    description: descriptions[index % descriptions.length],
    format: "in_person",
    place: titles[(index + 1) % titles.length],
    image: index % 2 ? "https://pictures.example/broken.png" : null,
  };
}

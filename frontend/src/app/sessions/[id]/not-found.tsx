import { SessionMissing } from "@/features/session/SessionMissing";

export default SessionMissing;

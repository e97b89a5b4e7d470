/** In place of the generated client's reader of event streams: ours is the browser's own. */
export function createSseClient(): never {
  throw new Error("Streams are read by EventSource.");
}

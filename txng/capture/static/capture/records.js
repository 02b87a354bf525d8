// What a record is: made once with a name of its own, kept until the server has it.
import { trueNow } from "./clock.js";

export const GRACE = 6000; // milliseconds in which a tap may be taken back before it is sent
export const OPEN = new Set(["waiting", "sending"]);
export const STUCK = new Set(["refused", "conflict"]);

// `told` has lot, step, template, place, values, happened_at (a moment, or null for "now").
export function makeRecord(told, { owner, skew, now = Date.now() }) {
  const happened = told.happened_at ?? trueNow(skew, now);
  return {
    id: told.id ?? name(),
    owner,
    lot: told.lot,
    title: told.title,
    template: told.template,
    step: told.step,
    step_name: told.step_name,
    place: told.place,
    values: told.values,
    told: told.told ?? [],
    photos: told.photos ?? [],
    entered: told.entered ?? "quick",
    early_reason: told.early_reason ?? "",
    happened_at: new Date(happened).toISOString(),
    is_now: told.happened_at == null,
    is_checked: Boolean(told.is_checked),
    made_at: new Date(now).toISOString(),
    skew: skew ?? null,
    state: "waiting",
    why: "",
    fields: {},
    tries: 0,
    not_before: now + (told.grace ?? GRACE),
  };
}

// A name that nobody else gives: also where the page is not served over a safe connection.
export function name() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

// What the server is told of a record.
export function sendable(record) {
  const { id, lot, template, step, place, values, happened_at, made_at } = record;
  const { skew, is_now, is_checked, entered, photos, early_reason = "" } = record;
  return {
    id, lot, template, step, place, values, happened_at, made_at,
    skew, is_now, is_checked, entered, photos, early_reason,
  };
}

// Milliseconds until the next try: longer each time, never the same for all phones.
export function pause(tries) {
  return Math.min(5000 * 3 ** Math.min(tries, 4), 300_000) * (0.8 + 0.4 * Math.random());
}

// The record after the server's answer.
export function answered(record, answer) {
  const isDone = answer.state === "stored" || answer.state === "known";
  return {
    ...record,
    state: isDone ? "stored" : answer.state,
    row: answer.step,
    why: isDone ? "" : answer.why,
    code: answer.code,
    fields: answer.fields,
    done_at: isDone ? new Date().toISOString() : null,
  };
}

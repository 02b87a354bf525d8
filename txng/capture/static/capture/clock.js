// The phone's clock beside the server's: by how much it is off, and moments as boxes hold them.
export const AGREE = 5 * 60 * 1000; // clocks that differ by less are taken to agree

// The server's clock less the phone's, in milliseconds; half of the way there and back is taken off.
export function skewOf(serverMoment, askedAt, answeredAt) {
  const skew = Date.parse(serverMoment) - (askedAt + answeredAt) / 2;
  return Math.abs(skew) > AGREE ? Math.round(skew) : 0;
}

export const differs = (skew) => Math.abs(skew ?? 0) > AGREE;

// What time it is by the server, as far as the phone knows.
export function trueNow(skew, device = Date.now()) {
  return device + (skew ?? 0);
}

const two = (number) => String(number).padStart(2, "0");

export function dayOf(moment) {
  const m = new Date(moment);
  return `${m.getFullYear()}-${two(m.getMonth() + 1)}-${two(m.getDate())}`;
}

// The text of a datetime-local box, to the minute.
export function toBox(moment) {
  const m = new Date(moment);
  return `${dayOf(m)}T${two(m.getHours())}:${two(m.getMinutes())}`;
}

export function fromBox(text) {
  const moment = new Date(text).getTime();
  return Number.isNaN(moment) ? null : moment;
}

// "14:05 21/11/2026", as people here write it.
export function shown(moment) {
  const m = new Date(moment);
  const day = `${two(m.getDate())}/${two(m.getMonth() + 1)}/${m.getFullYear()}`;
  return `${two(m.getHours())}:${two(m.getMinutes())} ${day}`;
}

export function shownDay(text) {
  const [year, month, day] = text.split("-");
  return `${day}/${month}/${year}`;
}

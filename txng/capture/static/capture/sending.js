// Sends what waits in the phone, from a page or from the worker, one sender at a time.
import { skewOf } from "./clock.js";
import { OPEN, answered, sendable } from "./records.js";
import {
  changeRecord, filesOf, forgetFile, forgetRecord, keep, kept, putFile, recordsOf,
} from "./shelf.js";

const MOST = 500;
const PIECE = 256 * 1024;
const SHOWN_DAYS = { stored: 3, discarded: 30 };

const channel = globalThis.BroadcastChannel ? new BroadcastChannel("txng-diary") : null;

// Lets every open page of the phone know that something changed.
export function tellPages(what) {
  channel?.postMessage(what);
}

export function onNews(hear) {
  if (channel) channel.onmessage = (event) => hear(event.data);
}

// Returns { state }: sent, offline, signed-out, forbidden, elsewhere (another tab is sending).
export async function sendAll() {
  if (!navigator.locks) return send();
  const options = { ifAvailable: true };
  return navigator.locks.request("txng-sending", options, (lock) => {
    return lock ? send() : { state: "elsewhere" };
  });
}

async function send() {
  const where = await kept("addresses");
  if (!where) return { state: "nothing" };
  const session = await greet(where);
  if (session.state) return session;
  const answer = await sendRecords(where, session);
  if (answer) return { ...answer, owner: session.owner };
  await sendFiles(where, session);
  await tidy(session.owner);
  tellPages("sent");
  return { state: "sent", owner: session.owner, skew: session.skew };
}

// Who is signed in, what time it is there, and the key of the next request.
async function greet(where) {
  if (navigator.onLine === false) return { state: "offline" };
  const askedAt = Date.now();
  const answer = await ask(where.session);
  if (answer.state) return answer;
  const skew = skewOf(answer.body.now, askedAt, Date.now());
  await keep("skew", skew);
  const { user, organisation, csrf } = answer.body;
  return { owner: `${user}.${organisation}`, user, organisation, csrf, skew };
}

async function sendRecords(where, session) {
  const now = Date.now();
  const all = await recordsOf(session.owner);
  const due = all.filter((r) => OPEN.has(r.state) && r.not_before <= now);
  for (let at = 0; at < due.length; at += MOST) {
    const answer = await sendPart(where, session, due.slice(at, at + MOST));
    if (answer) return answer;
  }
  return null;
}

// Sends some records; what cannot be read as a whole is sent in halves, so that one stops no other.
async function sendPart(where, session, records) {
  await setState(records, "sending");
  tellPages("sending");
  const { user, organisation } = session;
  const now = new Date().toISOString();
  const body = JSON.stringify({ user, organisation, now, records: records.map(sendable) });
  const answer = await ask(where.sync, session, body, "application/json");
  if (answer.status === 400 && records.length > 1) {
    const half = Math.ceil(records.length / 2);
    return (
      (await sendPart(where, session, records.slice(0, half))) ??
      (await sendPart(where, session, records.slice(half)))
    );
  }
  if (answer.status === 400) {
    await setState(records, "refused", answer.body?.why ?? "");
    return null;
  }
  if (answer.state) {
    await setState(records, "waiting");
    return answer;
  }
  for (const result of answer.body.results) {
    await changeRecord(result.id, (record) => answered(record, result));
  }
  return null;
}

async function setState(records, state, why = "") {
  for (const { id } of records) {
    await changeRecord(id, (r) => {
      if (!OPEN.has(r.state)) return null;
      const tries = state === "waiting" ? r.tries + 1 : r.tries;
      return { ...r, state, why, tries };
    });
  }
}

async function sendFiles(where, session) {
  for (const record of await recordsOf(session.owner)) {
    if (record.state !== "stored" || !record.row) continue;
    for (const file of await filesOf(record.id)) {
      if (file.refused) continue;
      const why = await sendFile(where, session, record, file);
      if (why === null) return;
      if (why) await putFile({ ...file, refused: why });
      else await forgetFile(file.id);
    }
  }
}

// Goes on from where the file broke off. Returns "" when it is there, a sentence when refused.
async function sendFile(where, session, record, file) {
  const address = where.file.replace("00000000-0000-0000-0000-000000000000", file.id);
  const began = await ask(address);
  if (began.state) return null;
  let have = began.body.have;
  for (;;) {
    const told = new URLSearchParams({
      buoc: record.row, tu: have, tong: file.blob.size, loai: file.kind, muc: file.field,
      ten: file.name,
    });
    const piece = await file.blob.slice(have, have + PIECE).arrayBuffer();
    const type = "application/octet-stream";
    const answer = await ask(`${address}?${told}`, session, piece, type);
    if (answer.body?.done) return "";
    if (answer.body?.have !== undefined) have = answer.body.have;
    else if (answer.body?.why) return answer.body.why;
    else return null;
  }
}

// Asks the server; `state` is set when nothing more can be sent now, `body` when it answered.
async function ask(address, session, body, type) {
  let answer;
  try {
    answer = await fetch(address, {
      method: body === undefined ? "GET" : "POST",
      body,
      headers: body === undefined ? {} : { "X-CSRFToken": session.csrf, "Content-Type": type },
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
    });
  } catch {
    return { state: "offline" };
  }
  if (answer.type === "opaqueredirect") return { state: "signed-out" };
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  const told = { status: answer.status, body: isJson ? await answer.json() : null };
  if (answer.ok || (isJson && answer.status !== 409) || told.body?.have !== undefined) {
    return answer.ok || told.body?.have !== undefined ? told : { ...told, state: "refused" };
  }
  if (answer.status === 403) return { ...told, state: "forbidden" };
  return { ...told, state: answer.status === 409 ? "other" : "offline" };
}

// Takes away what was stored, or put aside, long enough ago.
async function tidy(owner) {
  for (const record of await recordsOf(owner)) {
    const days = SHOWN_DAYS[record.state];
    const since = Date.parse(record.done_at ?? record.made_at);
    const files = days === undefined ? [] : await filesOf(record.id);
    const isSent = record.state === "discarded" || files.length === 0;
    if (days !== undefined && isSent && Date.now() - since > days * 86_400_000) {
      await forgetRecord(record.id);
    }
  }
}

// The page "Ghi nhanh": lots as big buttons, one tap repeats a step, nothing told is lost.
import { shown, shownDay, trueNow } from "./clock.js";
import { stepForm } from "./form.js";
import { outbox } from "./outbox.js";
import { GRACE, OPEN, STUCK, makeRecord, name, pause } from "./records.js";
import { onNews, sendAll, tellPages } from "./sending.js";
import { addRecord, changeRecord, keep, kept, leave, countOfOthers, recordsOf } from "./shelf.js";
import { button, el, icon, say, state } from "./show.js";

const root = document.getElementById("quick");
const bar = document.getElementById("quick-state");
const here = root.dataset;
const page = { book: null, owner: null, skew: null, records: [], others: 0, net: "", tries: 0 };
let timer = null;

async function begin() {
  await register();
  if (here.owner) await arrive();
  page.owner = here.owner || (await kept("owner"));
  page.skew = (await kept("skew")) ?? null;
  page.book = page.owner ? await kept(`book:${page.owner}`) : null;
  await refresh();
  draw();
  addEventListener("hashchange", draw);
  addEventListener("online", () => send());
  addEventListener("offline", () => note("offline"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  onNews(async () => { await refresh(); redraw(); });
  await send();
}

// A page that came from the server says who works here, and where to send.
async function arrive() {
  const before = await kept("owner");
  if (before && before !== here.owner) await leave();
  await keep("owner", here.owner);
  const { session, sync, file } = here;
  await keep("addresses", { session, sync, file });
  await fetchBook();
}

async function fetchBook() {
  try {
    const answer = await fetch(here.book, { redirect: "manual", cache: "no-store" });
    if (!answer.ok) return;
    const book = await answer.json();
    const owner = `${book.user.id}.${book.organisation.id}`;
    await keep(`book:${owner}`, book);
    if (owner === (page.owner ?? here.owner)) page.book = book;
  } catch {
    note("offline");
  }
}

async function register() {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(here.worker, { type: "module", scope: "/" });
  } catch {
    document.documentElement.dataset.worker = "none";
  }
}

async function refresh() {
  page.records = page.owner ? await recordsOf(page.owner) : [];
  page.others = page.owner ? await countOfOthers(page.owner) : 0;
  tellState();
}

// Sending ------------------------------------------------------------------------------------

async function send() {
  clearTimeout(timer);
  const answer = await sendAll();
  if (answer.state === "elsewhere") return later(3000);
  if (answer.skew !== undefined) page.skew = answer.skew;
  if (answer.owner && page.owner && answer.owner !== page.owner) note("other");
  else note(answer.state);
  const before = page.records.filter((r) => r.state === "stored").length;
  await refresh();
  if (page.records.filter((r) => r.state === "stored").length !== before || !page.book) {
    await fetchBook();
    await refresh();
  }
  redraw();
  page.tries = answer.state === "sent" ? 0 : page.tries + 1;
  const waits = page.records.filter((r) => OPEN.has(r.state));
  if (!waits.length) return undefined;
  const soonest = Math.min(...waits.map((r) => r.not_before)) - Date.now();
  return later(answer.state === "sent" ? Math.max(soonest, 200) : pause(page.tries));
}

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(send, milliseconds);
}

async function queue(records, files) {
  for (const [index, record] of records.entries()) {
    const own = files.map((f) => ({ ...f, id: index ? name() : f.id, record: record.id }));
    await addRecord(record, own);
  }
  navigator.storage?.persist?.();
  const worker = await navigator.serviceWorker?.getRegistration();
  worker?.sync?.register("txng-outbox").catch(() => {});
  tellPages("made");
  await refresh();
  later(Math.max(0, ...records.map((r) => r.not_before - Date.now())) + 50);
}

// What the bar says --------------------------------------------------------------------------

function note(net) {
  page.net = net;
  tellState();
}

function tellState() {
  const waiting = page.records.filter((r) => OPEN.has(r.state)).length;
  const stuck = page.records.filter((r) => STUCK.has(r.state)).length;
  const parts = [];
  if (stuck) parts.push(say("n_stuck", { n: stuck }));
  if (waiting) parts.push(say("n_waiting", { n: waiting }));
  if (page.net === "offline" || !navigator.onLine) parts.push(say("offline"));
  if (page.net === "signed-out") parts.push(say("signed_out"));
  if (page.net === "forbidden") parts.push(say("forbidden"));
  if (page.net === "other") parts.push(say("other_owner"));
  if (page.others) parts.push(say("n_others", { n: page.others }));
  if (page.skew) parts.push(say("clock_off"));
  const tone = stuck || page.net === "forbidden" || page.net === "other" ? "warning" : waiting || parts.length ? "info" : "success";
  const inside = [icon(tone === "success" ? "check-circle" : "cloud-arrow-up"), el("span", {}, parts.join(" · ") || say("all_sent"))];
  if (page.records.length) inside.push(el("a", { href: "#may" }, say("see_records")));
  if (page.net === "signed-out") inside.push(el("a", { href: here.signIn }, say("sign_in")));
  if (page.net === "other") inside.push(el("a", { href: here.page }, say("reload")));
  if (bar.dataset.told === JSON.stringify([parts, page.net, page.records.length])) return;
  bar.dataset.told = JSON.stringify([parts, page.net, page.records.length]);
  bar.className = `quick-state notice notice-${tone}`;
  bar.replaceChildren(...inside);
}

// Pages --------------------------------------------------------------------------------------

let drawn = "";

function redraw() {
  if (drawn === "form") return;
  draw({ keepFocus: true });
}

function draw({ keepFocus = false } = {}) {
  const at = decodeURIComponent(location.hash.slice(1));
  const [where, stepCode] = at.split("/");
  const isFirst = !drawn && !at;
  const lot = page.book?.lots.find((l) => `lo-${l.id}` === where);
  const record = where.startsWith("ghi-") ? page.records.find((r) => `ghi-${r.id}` === where) : null;
  let made;
  if (where === "may") [drawn, made] = ["records", outbox(page.records, acts)];
  else if (record) [drawn, made] = ["form", mend(record)];
  else if (lot && stepCode) [drawn, made] = ["form", formOf(lot, stepCode)];
  else if (lot) [drawn, made] = ["steps", steps(lot)];
  else [drawn, made] = ["lots", lots()];
  if (!made) return;
  const held = keepFocus ? placeOf(document.activeElement) : null;
  root.replaceChildren(made);
  if (held) backTo(held);
  if (!keepFocus && !isFirst) root.querySelector("h1")?.focus();
  if (!keepFocus) scrollTo(0, 0);
}

// Where the focus stood among the page's links and buttons, so that a page drawn anew keeps it.
const stops = () => [...root.querySelectorAll("a, button, summary")];

function placeOf(at) {
  return root.contains(at) ? { number: stops().indexOf(at), text: at.textContent } : null;
}

function backTo({ number, text }) {
  const all = stops();
  const same = all[number]?.textContent === text ? all[number] : all.find((one) => one.textContent === text);
  (same ?? root.querySelector("h1"))?.focus();
}

function lots() {
  if (!page.book) return here.owner ? null : el("div", { class: "empty" }, icon("phone"),
    el("h1", {}, say("no_book")), el("p", {}, say("no_book_help")),
    el("a", { class: "btn btn-primary", href: here.signIn }, say("sign_in")));
  const cards = page.book.lots.map(card);
  const title = el("h1", { tabindex: "-1", class: "quick-title" }, say("title"));
  return el("div", {}, title, cards.length ? el("div", { class: "plots" }, cards)
    : el("div", { class: "empty" }, icon("box-seam"), el("h2", {}, say("no_lots")), el("p", {}, say("no_lots_help")),
      el("a", { class: "btn btn-primary", href: here.openLot }, say("open_lot"))));
}

function card(lot) {
  const waiting = page.records.filter((r) => r.lot === lot.id && OPEN.has(r.state)).length;
  const wait = waitOf(lot);
  return el("article", { class: "plot", id: `lo-${lot.id}` },
    el("h2", {}, lot.product),
    el("p", { class: "plot-facts" }, el("span", { class: "code" }, lot.code),
      ` · ${lot.maker ? say("made_by", { who: lot.maker }) : lot.place_name}`,
      lot.last ? el("span", { class: "muted" }, ` · ${say("last_step", { step: lot.last.name, at: shown(lot.last.at) })}`) : null),
    wait ? el("p", { class: "plot-wait" }, icon("hourglass-split"),
      el("span", {}, say("wait_days", { n: wait.days, day: shownDay(wait.until), step: wait.step }))) : null,
    el("div", { class: "plot-acts" },
      lot.repeats.map((repeat) => repeatButton(lot, repeat)),
      el("a", { class: "btn btn-secondary big", href: `#lo-${lot.id}` }, icon("pencil"), el("span", {}, say("another_step")))),
    waiting ? el("p", {}, state(say("n_waiting", { n: waiting }), "wait")) : null);
}

function repeatButton(lot, repeat) {
  const told = repeat.told.length ? repeat.told.join(", ") : say("last_at", { at: shown(repeat.at) });
  return el("button", { type: "button", class: "btn btn-primary big", onclick: () => again(lot, repeat) },
    icon("arrow-repeat"), el("span", {}, el("b", {}, repeat.name), el("small", {}, told)));
}

async function again(lot, repeat) {
  const step = stepOf(lot, repeat.step);
  const fit = page.book.places.filter((p) => step.place_kinds.includes(p.kind)).map((p) => p.id);
  const place = [repeat.place, lot.place].find((id) => fit.includes(id)) ?? fit[0];
  if (!place) return void (location.hash = `lo-${lot.id}/${repeat.step}`);
  const made = recordOf(lot, step, { place, values: repeat.values, told: repeat.told });
  await queue([made], []);
  redraw();
  return toast(made);
}

function recordOf(lot, step, told) {
  return makeRecord({
    lot: lot.id, title: `${lot.product} · ${lot.code}`, template: lot.template,
    step: step.code, step_name: step.name, ...told,
  }, { owner: page.owner, skew: page.skew });
}

// Says what was recorded, and lets it be mended or taken back before it is sent.
function toast(record) {
  document.querySelector(".quick-toast")?.remove();
  const close = () => made.remove();
  const back = async () => { close(); await acts.discard(record); };
  const mendIt = () => { close(); location.hash = `ghi-${record.id}`; };
  const made = el("div", { class: "quick-toast", role: "status" },
    el("p", {}, icon("check-circle"), el("span", {}, say("recorded", { step: record.step_name, at: shown(record.happened_at) }))),
    button(say("mend"), { class: "btn btn-sm btn-secondary", onclick: mendIt }),
    button(say("take_back"), { class: "btn btn-sm btn-secondary", onclick: back }));
  document.body.append(made);
  setTimeout(close, GRACE);
}

// Who received a lot does not make it, and none of the rest is asked of them.
function stepsOf(lot) {
  const all = page.book.templates[lot.template].steps;
  return lot.maker ? all.filter((s) => !s.makes_lot).map((s) => ({ ...s, required: false })) : all;
}

const stepOf = (lot, code) => stepsOf(lot).find((s) => s.code === code);

function doneOf(lot, code) {
  const here_ = page.records.filter((r) => r.lot === lot.id && r.step === code && OPEN.has(r.state));
  return (lot.done[code] ?? 0) + here_.length;
}

// The wait that stands, told by the server or by a record that still waits here.
function waitOf(lot) {
  const today = new Date(trueNow(page.skew)).setHours(0, 0, 0, 0);
  const own = page.records.filter((r) => r.lot === lot.id && OPEN.has(r.state)).map((r) => {
    const days = Math.max(Number(r.values.interval_days ?? 0), Number(r.values.withdrawal_days ?? 0));
    const until = new Date(new Date(r.happened_at).setHours(0, 0, 0, 0) + days * 86_400_000);
    const iso = `${until.getFullYear()}-${String(until.getMonth() + 1).padStart(2, "0")}-${String(until.getDate()).padStart(2, "0")}`;
    return { until: iso, step: r.step_name };
  });
  const all = [...own, ...(lot.wait ? [lot.wait] : [])].map((w) => ({
    ...w, days: Math.round((new Date(`${w.until}T00:00`) - today) / 86_400_000),
  }));
  return all.filter((w) => w.days > 0).sort((a, b) => b.days - a.days)[0] ?? null;
}

function steps(lot) {
  const wait = waitOf(lot);
  const all = stepsOf(lot);
  const open = all.filter((s) => s.repeatable || !doneOf(lot, s.code));
  const next = all.find((s) => s.required && !doneOf(lot, s.code));
  const order = (s) => (s === next ? 0 : 1);
  const rows = [...open].sort((a, b) => order(a) - order(b)).map((s) => el("li", {},
    el("a", { href: `#lo-${lot.id}/${s.code}`, class: s === next ? "next" : null }, el("b", {}, s.name),
      el("span", {}, stepNote(lot, s, { next, wait })))));
  return el("div", {},
    el("div", { class: "head" }, el("div", { class: "head-text" }, el("h1", { tabindex: "-1" }, say("what_done")),
      el("p", { class: "lead" }, lot.product, " ", el("span", { class: "code" }, lot.code)))),
    el("p", {}, el("a", { href: "#" }, say("all_lots"))),
    el("ul", { class: "picks" }, rows));
}

function stepNote(lot, step, { next, wait }) {
  if (step.ends_wait && wait) return say("wait_days", { n: wait.days, day: shownDay(wait.until), step: wait.step });
  if (step === next) return say("next_required");
  const done = doneOf(lot, step.code);
  return done ? say("n_times", { n: done }) : "";
}

function formOf(lot, code) {
  const step = stepOf(lot, code);
  if (!step) return null;
  return stepForm({ book: page.book, lot, step, wait: waitOf(lot), skew: page.skew, save: (told) => save(lot, step, told) });
}

async function save(lot, step, told) {
  const { lots: chosen, files, stay, ...rest } = told;
  const made = chosen.map((one) => recordOf(one, step, rest));
  const kind = told.entered === "paper" ? "paper" : null;
  await queue(made, files.map((f) => (kind && f.kind === "photo" ? { ...f, kind } : f)));
  if (stay) return void draw();
  location.hash = "";
  return toast(made[0]);
}

function mend(record) {
  const lot = page.book?.lots.find((l) => l.id === record.lot);
  const step = lot && stepOf(lot, record.step);
  if (!step || record.state === "stored") return outbox(page.records, acts);
  return stepForm({ book: page.book, lot, step, record, wait: waitOf(lot), skew: page.skew, save: (told) => resend(record, lot, told) });
}

async function resend(record, lot, told) {
  const { lots: _lots, files, stay: _stay, happened_at, ...rest } = told;
  await changeRecord(record.id, (now) => now.state === "stored" ? null : {
    ...now, ...rest, template: lot.template, entered: now.entered,
    happened_at: new Date(happened_at ?? Date.parse(now.happened_at)).toISOString(),
    is_now: false, is_checked: true, skew: page.skew,
    state: "waiting", why: "", fields: {}, not_before: Date.now() + 500,
  });
  for (const file of files) await addRecord((await recordsOf(page.owner)).find((r) => r.id === record.id), [{ ...file, record: record.id }]);
  location.hash = "may";
  await refresh();
  later(600);
}

// What a person may do with a record that is not sent.
const acts = {
  mayMend: (record) => Boolean(page.book?.lots.some((l) => l.id === record.lot)),
  async discard(record) {
    await changeRecord(record.id, (r) => (r.state === "stored" || r.state === "sending" ? null
      : { ...r, state: "discarded", done_at: new Date().toISOString() }));
    tellPages("discarded");
    await refresh();
    redraw();
  },
  async restore(record) {
    await changeRecord(record.id, (r) => ({ ...r, state: "waiting", done_at: null, not_before: Date.now() }));
    await refresh();
    redraw();
    later(200);
  },
  async resend(record) {
    await changeRecord(record.id, (r) => (STUCK.has(r.state) ? { ...r, state: "waiting", why: "", not_before: Date.now() } : null));
    await refresh();
    redraw();
    later(200);
  },
};

begin();

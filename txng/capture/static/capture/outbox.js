// The records of this phone: what waits, what was stored, what was refused and why, what was put aside.
import { differs, shown } from "./clock.js";
import { OPEN, STUCK } from "./records.js";
import { button, el, say, state } from "./show.js";

const TONES = { waiting: "wait", sending: "info", stored: "good", refused: "stop", conflict: "stop", discarded: "off" };

export function outbox(records, acts) {
  const newest = [...records].reverse();
  const groups = [
    ["to_mend", newest.filter((r) => STUCK.has(r.state))],
    ["to_send", newest.filter((r) => OPEN.has(r.state))],
    ["put_aside", newest.filter((r) => r.state === "discarded")],
    ["sent", newest.filter((r) => r.state === "stored")],
  ].filter(([, found]) => found.length);
  return el("div", {},
    el("h1", { tabindex: "-1" }, say("records")),
    el("p", { class: "muted" }, say("records_help")),
    el("p", {}, el("a", { href: "#" }, say("all_lots"))),
    groups.map(([title, found]) => el("section", { class: "quick-records" },
      el("h2", {}, say(title), el("span", { class: "count muted" }, ` (${found.length})`)),
      el("ul", {}, found.map((record) => row(record, acts))))),
    groups.length ? null : el("p", {}, say("no_records")));
}

function row(record, acts) {
  return el("li", { class: `quick-record ${record.state}`, "data-state": record.state },
    el("p", {}, el("b", {}, record.step_name), " ", state(say(`is_${record.state}`), TONES[record.state])),
    el("p", { class: "muted" }, `${record.title} · ${shown(record.happened_at)}`,
      record.told?.length ? ` · ${record.told.join(", ")}` : ""),
    differs(record.skew) ? el("p", { class: "clock-off" }, say("device_time", { at: shown(record.made_at) })) : null,
    record.why ? el("p", { class: "wrong" }, record.why) : null,
    deeds(record, acts));
}

function deeds(record, acts) {
  const small = (key, act, look = "btn-secondary") =>
    button(say(key), { class: `btn btn-sm ${look}`, onclick: () => act(record) });
  if (record.state === "discarded") return el("div", { class: "act-row" }, small("restore", acts.restore));
  if (record.state === "stored" || record.state === "sending") return null;
  const mend = el("a", { class: "btn btn-sm btn-secondary", href: `#ghi-${record.id}` }, say("mend"));
  return el("div", { class: "act-row" },
    acts.mayMend(record) ? mend : null,
    STUCK.has(record.state) ? small("send_again", acts.resend) : null,
    sure(record, acts));
}

// Asks before a record is put aside: the first tap shows what the second one does.
function sure(record, acts) {
  const ask = button(say("discard"), { class: "btn btn-sm btn-quiet", onclick: () => {
    ask.replaceWith(button(say("discard_sure"), { class: "btn btn-sm btn-danger", onclick: () => acts.discard(record) }));
  } });
  return ask;
}

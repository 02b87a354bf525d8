// The page of one step: its fields, where and when, photos, a spoken note, other lots at once.
import { differs, fromBox, toBox, trueNow } from "./clock.js";
import { fault, fieldOf, told } from "./fields.js";
import { shrink } from "./pictures.js";
import { name } from "./records.js";
import { button, el, icon, say } from "./show.js";
import { canRecord, listen } from "./voice.js";

// `page` has book, lot, step, record (when one is mended), skew, save(records, files, stay).
export function stepForm(page) {
  const { lot, step, record } = page;
  const last = page.book.last[`${lot.template.split("/")[0]}/${step.code}`];
  const given = record?.values ?? last?.values ?? {};
  const offers = { materials: page.book.materials, places: page.book.places, lots: page.book.lots.filter((l) => l.id !== lot.id) };
  const fields = step.fields.filter((f) => f.type !== "photo").map((f) => fieldOf(f, given[f.code], offers));
  forgetWithProduct(fields);
  const parts = {
    fields,
    place: placeRow(page, record?.place ?? last?.place),
    time: timeRow(page),
    files: filesRow(page),
    early: earlyRow(page),
    others: record ? null : othersRow(page),
    paper: record ? null : paperRow(),
  };
  return layout(page, parts);
}

// What the last product was made of does not stay when another one is named.
function forgetWithProduct(fields) {
  const made = fields.find((f) => f.field.code === "active_ingredient")?.row.querySelector("input");
  const used = fields.find((f) => f.field.type === "input")?.row.querySelector("input");
  if (made && used) used.addEventListener("input", () => { made.value = ""; }, { once: true });
}

function layout(page, parts) {
  const { lot, step, record } = page;
  const needed = parts.fields.filter((f) => f.field.required).map((f) => f.row);
  const more = parts.fields.filter((f) => !f.field.required).map((f) => f.row);
  const isMoreOpen = Boolean(record) || parts.fields.some((f) => record?.fields?.[f.field.code]);
  const errors = el("div", { class: "errors", role: "alert", tabindex: "-1", hidden: true });
  const form = el("form", { class: "form quick-form", novalidate: true },
    errors,
    needed,
    parts.place.row,
    parts.time.row,
    parts.early?.row,
    parts.files.row,
    more.length ? el("details", { class: "more step-more", open: isMoreOpen }, el("summary", {}, say("more_details")), more) : null,
    parts.others?.row,
    parts.paper?.row,
    el("div", { class: "form-acts" },
      el("button", { type: "submit", class: "btn btn-primary quick-save" }, record ? say("save_again") : say("save")),
      el("a", { class: "btn btn-quiet", href: record ? "#may" : "#" }, say("back"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(page, parts, errors);
  });
  if (record?.why) tellFaults(errors, [[null, record.why]]);
  for (const f of parts.fields) if (record?.fields?.[f.field.code]) f.complain(record.fields[f.field.code]);
  const head = el("div", { class: "head" }, el("div", { class: "head-text" },
    el("h1", { tabindex: "-1" }, step.name),
    el("p", { class: "lead" }, lot.product, " ", el("span", { class: "code" }, lot.code))));
  return el("div", {}, head, form);
}

async function submit(page, parts, errors) {
  const { values, shownTold, faults } = readAll(parts);
  const place = Number(parts.place.box.value) || null;
  if (!place) faults.push([parts.place.box.id, say("choose_place")]);
  const time = parts.time.read();
  if (time.fault) faults.push([parts.time.box.id, time.fault]);
  tellFaults(errors, faults);
  if (faults.length) return;
  const files = await parts.files.read();
  const isPaper = Boolean(parts.paper?.box.checked);
  const lots = [page.lot, ...(parts.others?.read() ?? [])];
  page.save({
    values, place, lots, files,
    told: shownTold,
    early_reason: parts.early?.box.value.trim() ?? "",
    happened_at: time.moment,
    entered: isPaper ? "paper" : lots.length > 1 ? "many" : "quick",
    stay: isPaper,
  });
}

function readAll(parts) {
  const values = {};
  const shownTold = [];
  const faults = [];
  for (const one of parts.fields) {
    const [value, wrong] = one.value();
    const sentence = wrong || fault(one.field, value);
    one.complain(sentence);
    if (sentence) faults.push([`box-${one.field.code}`, `${one.field.label}: ${sentence}`]);
    else if (value !== null) {
      values[one.field.code] = value;
      if (one.field.type !== "lot") shownTold.push(told(one.field, value));
    }
  }
  return { values, shownTold: shownTold.slice(0, 3), faults };
}

function tellFaults(errors, faults) {
  errors.hidden = !faults.length;
  errors.replaceChildren(el("h2", {}, say("look_again")), el("ul", {}, faults.map(([id, sentence]) =>
    el("li", {}, id ? el("a", { href: "#", onclick: (event) => goTo(event, id) }, sentence) : sentence))));
  if (faults.length) errors.focus();
}

function goTo(event, id) {
  event.preventDefault();
  const box = document.getElementById(id) ?? document.querySelector(`[id^="${id}-"]`);
  box?.focus();
}

function placeRow(page, last) {
  const fit = page.book.places.filter((p) => page.step.place_kinds.includes(p.kind));
  const chosen = [last, page.lot.place].find((id) => fit.some((p) => p.id === id)) ?? fit[0]?.id;
  const box = el("select", { class: "form-select", id: "box-where" },
    fit.map((p) => el("option", { value: p.id, selected: p.id === chosen }, p.name)));
  const none = fit.length ? null : el("p", { class: "help" }, say("no_place"));
  return { box, row: el("div", { class: "field" }, el("label", { for: box.id }, say("where")), box, none) };
}

function timeRow(page) {
  const { record } = page;
  const opened = toBox(record ? Date.parse(record.happened_at) : trueNow(page.skew));
  const box = el("input", { class: "form-control w-medium", type: "datetime-local", id: "box-when", value: opened });
  const warning = differs(page.skew) ? el("p", { class: "help clock-off" }, say("clock_off")) : null;
  const row = el("div", { class: "field" }, el("label", { for: box.id }, say("when")), box, warning,
    el("p", { class: "help" }, say("when_help")));
  const read = () => {
    if (box.value === opened && !record) return { moment: null };
    const moment = box.value === opened ? Date.parse(record.happened_at) : fromBox(box.value);
    if (moment === null) return { fault: say("no_time") };
    return moment > trueNow(page.skew) + 300_000 ? { fault: say("future") } : { moment };
  };
  return { box, row, read };
}

// A manager may answer for a harvest that does not wait; it then carries a mark everywhere.
function earlyRow(page) {
  if (!page.book.may_early || !page.step.ends_wait) return null;
  if (!page.wait && !page.record?.early_reason && page.record?.code !== "still_waiting") return null;
  const box = el("input", { class: "form-control", id: "box-early_reason", maxlength: "300",
    autocomplete: "off", value: page.record?.early_reason ?? "" });
  return { box, row: el("div", { class: "field" }, el("label", { for: box.id }, say("early"), " ",
    el("span", { class: "optional" }, say("optional"))), box, el("p", { class: "help" }, say("early_help"))) };
}

// Photos and one spoken note; what was added is listed and may be taken out again.
function filesRow(page) {
  const kept = [];
  const list = el("ul", { class: "quick-files" });
  const add = (blob, kind, called, field = "") => {
    const file = { id: name(), blob, kind, field, name: called };
    kept.push(file);
    const out = () => { kept.splice(kept.indexOf(file), 1); item.remove(); };
    const item = el("li", {}, preview(file), el("span", {}, called),
      button(say("take_out"), { class: "btn btn-sm btn-quiet", onclick: out }));
    list.append(item);
  };
  const field = page.step.fields.find((f) => f.type === "photo")?.code ?? "";
  const camera = el("input", {
    type: "file", id: "box-photo", accept: "image/*", capture: "environment", class: "visually-hidden",
    onchange: async () => {
      for (const file of camera.files) add(await shrink(file), "photo", say("photo"), field);
      camera.value = "";
    },
  });
  const row = el("div", { class: "quick-add" }, camera,
    el("label", { class: "btn btn-secondary", for: "box-photo" }, icon("camera"), say("add_photo")),
    canRecord() ? voiceButton(add) : null, list);
  return { row, read: async () => kept };
}

function preview(file) {
  if (file.kind !== "photo") return icon("mic");
  return el("img", { src: URL.createObjectURL(file.blob), alt: "", width: "56", height: "56" });
}

function voiceButton(add) {
  let running = null;
  const act = async () => {
    if (running) return running.stop();
    try {
      running = await listen();
    } catch {
      made.replaceChildren(icon("mic"), say("no_microphone"));
      return undefined;
    }
    made.replaceChildren(icon("stop-fill"), say("stop_voice"));
    const { blob, seconds } = await running.done;
    running = null;
    made.replaceChildren(icon("mic"), say("add_voice"));
    if (blob.size) add(blob, "voice", say("voice", { n: seconds }));
    return undefined;
  };
  const made = button(say("add_voice"), { onclick: act }, "mic");
  return made;
}

// The same step for other lots of the same chain: one record each, marked as told at once.
function othersRow(page) {
  const same = page.book.lots.filter((l) => l.template === page.lot.template && l.id !== page.lot.id
    && !(l.maker && page.step.makes_lot));
  if (!same.length) return null;
  const boxes = same.map((lot) => {
    const box = el("input", { class: "form-check-input", type: "checkbox", id: `also-${lot.id}` });
    return { lot, box, row: el("div", { class: "form-check pick" }, box,
      el("label", { class: "form-check-label", for: box.id }, `${lot.product} `, el("span", { class: "code" }, lot.code))) };
  });
  const row = el("details", { class: "more" }, el("summary", {}, say("other_lots")), boxes.map((b) => b.row));
  return { row, read: () => boxes.filter((b) => b.box.checked).map((b) => b.lot) };
}

function paperRow() {
  const checked = sessionStorage.getItem("paper") === "yes";
  const box = el("input", { class: "form-check-input", type: "checkbox", id: "box-paper", checked,
    onchange: () => sessionStorage.setItem("paper", box.checked ? "yes" : "no") });
  return { box, row: el("div", { class: "field form-check pick" }, box,
    el("label", { class: "form-check-label", for: box.id }, say("from_paper"))) };
}

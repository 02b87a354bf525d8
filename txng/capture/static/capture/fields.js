// The form of a step, made from its fields: boxes, what stands in them, what they tell.
import { dayOf, shownDay } from "./clock.js";
import { readFigure, showFigure, stepped } from "./figures.js";
import { el, icon, say } from "./show.js";

const FIGURES = new Set(["number", "quantity"]);
const language = document.documentElement.lang;

// Makes the box of a field; returns { field, box, value(): [value, sentence or ""] }.
export function fieldOf(field, given, offers) {
  const maker = MAKERS[field.type] ?? textBox;
  const made = maker(field, given, offers);
  const wrong = el("p", { class: "wrong", id: `wrong-${field.code}`, hidden: true });
  const optional = field.required ? null : el("span", { class: "optional" }, say("optional"));
  const help = field.hint ? el("p", { class: "help" }, field.hint) : null;
  const isGroup = made.isGroup;
  const label = isGroup
    ? el("legend", {}, `${field.label} `, optional)
    : el("label", { for: `box-${field.code}` }, `${field.label} `, optional);
  const row = el(isGroup ? "fieldset" : "div", { class: "field" }, label, wrong, made.box, help);
  return {
    field, row,
    value: () => made.value(),
    complain: (sentence) => complain(row, wrong, made.focus, sentence),
  };
}

function complain(row, wrong, box, sentence) {
  row.classList.toggle("field-wrong", Boolean(sentence));
  wrong.hidden = !sentence;
  wrong.replaceChildren(...(sentence ? [icon("exclamation-circle"), el("span", {}, sentence)] : []));
  if (sentence) box?.setAttribute("aria-describedby", wrong.id);
  box?.toggleAttribute("aria-invalid", Boolean(sentence));
}

// What is wrong with a value as far as the phone can know; the server examines it again.
export function fault(field, value) {
  if (value == null || value === "") return field.required ? say("missing") : "";
  if (!FIGURES.has(field.type)) return "";
  const number = Number(value);
  if (field.type === "quantity" && number <= 0) return say("positive");
  if (field.min != null && number < field.min) return say("least", { n: field.min, unit: field.unit });
  if (field.max != null && number > field.max) return say("most", { n: field.max, unit: field.unit });
  return "";
}

// A value as people read it in a list.
export function told(field, value) {
  if (FIGURES.has(field.type)) return `${showFigure(value, language)} ${field.unit}`.trim();
  if (field.type === "choice") return field.choices.find((c) => c.code === value)?.label ?? value;
  if (field.type === "bool") return say(value ? "yes" : "no");
  if (field.type === "date") return shownDay(value);
  if (field.type === "input" && value.quantity) {
    return `${value.name} ${showFigure(value.quantity, language)} ${field.unit}`.trim();
  }
  return typeof value === "object" ? value.name : String(value);
}

const plain = (box) => ({ box, focus: box, value: () => [box.value.trim() || null, ""] });

function textBox(field, given) {
  const id = `box-${field.code}`;
  return plain(el("input", {
    class: "form-control", id, name: field.code, value: given, autocomplete: "off", maxlength: "500",
  }));
}

function figureBox(field, given) {
  const box = el("input", {
    class: "form-control figure", id: `box-${field.code}`, name: field.code, inputmode: "decimal",
    autocomplete: "off", value: given == null ? null : showFigure(given, language),
  });
  const step = (direction, sign, key) =>
    el("button", {
      type: "button", class: "btn btn-secondary step-by", "aria-label": say(key, { label: field.label }),
      onclick: () => {
        box.value = showFigure(stepped(readFigure(box.value, language), direction), language);
      },
    }, icon(sign));
  const unit = field.unit ? el("span", { class: "step-unit" }, field.unit) : null;
  const row = el("div", { class: "stepper" }, step(-1, "dash-lg", "less"), box, unit, step(1, "plus-lg", "more"));
  const value = () => {
    if (!box.value.trim()) return [null, ""];
    const figure = readFigure(box.value, language);
    return figure === null ? [null, say("no_figure")] : [figure, ""];
  };
  return { box: row, focus: box, value };
}

function dateBox(field, given) {
  const value = given ?? (field.required ? dayOf(Date.now()) : null);
  return plain(el("input", {
    class: "form-control w-short", type: "date", id: `box-${field.code}`, name: field.code, value,
  }));
}

function choices(field, given, offered) {
  const rows = offered.map(([code, label]) => {
    const id = `box-${field.code}-${code}`;
    const checked = given === code;
    return el("div", { class: "form-check pick" },
      el("input", { class: "form-check-input", type: "radio", id, name: field.code, value: String(code), checked }),
      el("label", { class: "form-check-label", for: id }, label));
  });
  const box = el("div", { class: "radios" }, rows);
  const value = () => {
    const chosen = box.querySelector("input:checked");
    return [chosen ? offered.find(([code]) => String(code) === chosen.value)[0] : null, ""];
  };
  return { box, isGroup: true, focus: box.querySelector("input"), value };
}

const choiceBox = (field, given) => choices(field, given, field.choices.map((c) => [c.code, c.label]));
const boolBox = (field, given) => choices(field, given, [[true, say("yes")], [false, say("no")]]);

function partyBox(field, given, offers) {
  const name = typeof given === "object" && given ? given.name : given;
  const made = textBox(field, name);
  const value = () => {
    const text = made.box.value.trim();
    return [text ? (given && typeof given === "object" && text === given.name ? given : text) : null, ""];
  };
  return { ...made, value };
}

// What was used: its name, offered from the store, and how much of it.
function inputBox(field, given, offers) {
  const before = typeof given === "string" ? { name: given } : (given ?? {});
  const offered = offers.materials.filter((m) => !field.kinds?.length || field.kinds.includes(m.kind));
  const box = el("input", {
    class: "form-control", id: `box-${field.code}`, value: before.name, autocomplete: "off",
    list: `names-${field.code}`, maxlength: "200",
  });
  const names = el("datalist", { id: `names-${field.code}` }, offered.map((m) => el("option", { value: m.name })));
  const amount = figureBox({ ...field, code: `${field.code}-amount`, label: say("amount") }, before.quantity);
  amount.focus.setAttribute("aria-label", say("amount"));
  const value = () => {
    const name = box.value.trim();
    const [quantity, wrong] = amount.value();
    if (!name) return [null, wrong];
    if (field.required && field.unit && quantity === null) return [null, wrong || say("no_amount")];
    return [quantity === null ? { name } : { name, quantity }, wrong];
  };
  return { box: el("div", { class: "input-used" }, box, names, amount.box), focus: box, value };
}

function placeBox(field, given, offers) {
  const box = el("select", { class: "form-select", id: `box-${field.code}`, name: field.code },
    el("option", { value: "" }, "–"),
    offers.places.map((p) => el("option", { value: p.id, selected: p.id === given }, p.name)));
  return { box, focus: box, value: () => [box.value ? Number(box.value) : null, ""] };
}

// Lots that go in: one row for each, by its code, with how much of it.
function lotBox(field, given, offers) {
  const list = el("div", { class: "inputs" });
  const options = el("datalist", { id: `lots-${field.code}` },
    offers.lots.map((lot) => el("option", { value: lot.name ?? lot.code }, lot.product)));
  const add = (one = {}) => list.append(inputRow(field, one));
  (given?.length ? given : [{}]).forEach(add);
  const more = el("button", { type: "button", class: "btn btn-quiet", onclick: () => add() },
    icon("plus-lg"), say("another_lot"));
  const value = () => readInputs(list);
  return { box: el("div", {}, list, options, more), focus: list.querySelector("input"), value };
}

function inputRow(field, one) {
  return el("div", { class: "input-row" },
    el("input", {
      class: "form-control", id: `box-${field.code}`, list: `lots-${field.code}`, value: one.lot,
      autocapitalize: "off", autocomplete: "off", "data-lot": "", "aria-label": say("lot_code"),
    }),
    el("input", {
      class: "form-control figure", inputmode: "decimal", "data-amount": "",
      value: one.quantity == null ? null : showFigure(one.quantity, language),
      "aria-label": say("amount"), placeholder: say("amount"),
    }));
}

function readInputs(list) {
  const found = [];
  for (const row of list.children) {
    const lot = row.querySelector("[data-lot]").value.trim();
    const amount = row.querySelector("[data-amount]").value.trim();
    const quantity = amount ? readFigure(amount, language) : null;
    if (amount && quantity === null) return [null, say("no_figure")];
    if (lot) found.push(quantity === null ? { lot } : { lot, quantity });
  }
  return [found.length ? found : null, ""];
}

const MAKERS = {
  number: figureBox, quantity: figureBox, date: dateBox, choice: choiceBox, bool: boolBox,
  party: partyBox, input: inputBox, place: placeBox, lot: lotBox,
};

// Small parts of pages: elements, icons, words; everything that is told is text, never markup.

const words = JSON.parse(document.getElementById("quick-words")?.textContent ?? "{}");

// A sentence of the page's language, with {names} filled in.
export function say(key, told = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_all, name) => told[name] ?? "");
}

// Makes an element; `on…` are listeners, true and false are attributes without a value.
export function el(tag, facts = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") made.toggleAttribute(name, value);
    else if (value != null) made.setAttribute(name, value);
  }
  made.append(...inside.flat().filter((one) => one != null && one !== false));
  return made;
}

export function icon(name) {
  const kept = document.getElementById("quick-icons").content;
  return kept.querySelector(`[data-icon="${name}"]`).firstElementChild.cloneNode(true);
}

export function button(text, facts = {}, sign = null) {
  const inside = sign ? [icon(sign), text] : [text];
  return el("button", { type: "button", class: "btn btn-secondary", ...facts }, ...inside);
}

export function state(text, tone) {
  return el("span", { class: `state state-${tone}` }, text);
}

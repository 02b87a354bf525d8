// Figures as people write them, "1.234,5" in Vietnamese and "1,234.5" in English, and as machines do.

const MARKS = { vi: [".", ","], en: [",", "."] }; // of thousands, of decimals

// Returns "1234.5", or null for what is no figure. One point not before three digits is a decimal.
export function readFigure(text, language) {
  const [thousands, decimal] = MARKS[language] ?? MARKS.vi;
  let plain = text.trim().replace(/[\s\u00a0]/g, "");
  const groups = plain.split(thousands);
  const isDecimal = groups.length === 2 && groups[1].length !== 3 && !plain.includes(decimal);
  plain = isDecimal ? groups.join(".") : groups.join("").replace(decimal, ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}

export function showFigure(plain, language) {
  const [thousands, decimal] = MARKS[language] ?? MARKS.vi;
  const [whole, part] = String(plain).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thousands);
  return part ? grouped + decimal + part : grouped;
}

// The next figure of a plus or minus button: ones below twenty, fives below a hundred, and so on.
export function stepped(plain, direction) {
  const now = Number(plain ?? 0);
  const size = Math.abs(now) + (direction < 0 ? -0.001 : 0);
  const by = size < 20 ? 1 : size < 100 ? 5 : 10 ** Math.floor(Math.log10(size) - 0.999);
  return String(Math.max(0, Math.round((now + direction * by) * 1000) / 1000));
}

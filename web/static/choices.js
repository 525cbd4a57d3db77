// A list of choices in which one is chosen: the arrows move, the focus stays on the list or on the field that the list belongs to.

export function chosen(list) {
  return list?.querySelector("[role=option][aria-selected=true]") ?? null;
}

export function choose(list, option, field = null) {
  for (const candidate of list.querySelectorAll("[role=option]")) candidate.setAttribute("aria-selected", String(candidate === option));
  (field ?? list).setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

export function move(list, key, field = null) {
  const options = [...list.querySelectorAll("[role=option]")];
  // -1 where none is chosen yet, so that the first step down is to the first, and up to the last.
  const at = options.indexOf(chosen(list));
  // In a field Home and End belong to the words that are typed.
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1, ...(field ? {} : { Home: 0, End: options.length - 1 }) }[key];
  if (to === undefined) return false;
  choose(list, options[Math.max(0, Math.min(options.length - 1, to))], field);
  return true;
}

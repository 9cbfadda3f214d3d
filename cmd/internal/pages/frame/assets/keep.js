// Keeps in the browser what was typed and not stored yet, so that a closed tab, a session that
// ended or a connection that is gone loses nothing.
const key = form => "yoshiki:" + form.getAttribute("action");

export function keep(form, names) {
  if (!names.size) return drop(form);
  const data = new FormData(form);
  try { localStorage.setItem(key(form), JSON.stringify([...names].map(n => [n, data.get(n) ?? ""]))); } catch { /* the browser keeps nothing */ }
}
export function kept(form) {
  try { return JSON.parse(localStorage.getItem(key(form))) || []; } catch { return []; }
}
export function drop(form) {
  try { localStorage.removeItem(key(form)); } catch { /* the browser keeps nothing */ }
}

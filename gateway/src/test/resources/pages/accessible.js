// Rules after WCAG 2.2 AA that a script can check; returns what breaks them, one line each.
const faults = [];
const shown = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1;
const named = (e) => (e.getAttribute('aria-label') || e.textContent || e.title || '').trim();

if (!document.documentElement.lang) { faults.push('the page names no language'); }
if (!document.title.trim()) { faults.push('the page has no title'); }
for (const landmark of ['header', 'main', 'nav']) {
  if (!document.querySelector(landmark)) { faults.push('no ' + landmark); }
}
let level = 0;
for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
  const l = Number(h.tagName[1]);
  if (l > level + 1) { faults.push('heading jumps to ' + h.tagName + ': ' + h.textContent.trim()); }
  level = l;
}
if (document.querySelectorAll('h1').length !== 1) { faults.push('not one h1'); }
for (const e of document.querySelectorAll('a[href],button,summary')) {
  if (!named(e)) { faults.push('no name: ' + e.outerHTML.slice(0, 120)); }
}
for (const e of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
  if (!e.labels.length && !e.getAttribute('aria-label')) { faults.push('no label: ' + e.outerHTML.slice(0, 120)); }
}
for (const e of document.querySelectorAll('table')) {
  if (!e.caption) { faults.push('a table without a caption'); }
  for (const th of e.querySelectorAll('th')) {
    if (!th.scope) { faults.push('a header without a scope: ' + th.textContent); }
  }
}
for (const e of document.querySelectorAll('[tabindex]')) {
  if (e.tabIndex > 0) { faults.push('a tab order of its own: ' + e.outerHTML.slice(0, 120)); }
}
for (const e of document.querySelectorAll('img:not([alt])')) { faults.push('no alt: ' + e.src); }
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
for (const id of ids) {
  if (ids.indexOf(id) !== ids.lastIndexOf(id)) { faults.push('id twice: ' + id); }
}
for (const e of document.querySelectorAll('[aria-labelledby]')) {
  if (!document.getElementById(e.getAttribute('aria-labelledby'))) { faults.push('labelled by nothing: ' + e.outerHTML.slice(0, 120)); }
}
for (const e of document.querySelectorAll('button,select,input:not([type=hidden])')) {
  const box = e.getBoundingClientRect();
  if (shown(e) && (box.height < 24 || box.width < 24)) { faults.push('too small to hit: ' + e.outerHTML.slice(0, 120)); }
}

// Contrast of every text with what is behind it: 4.5 to 1, for large text 3 to 1.
const parse = (c) => c.match(/[\d.]+/g).map(Number);
const channel = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const behind = (e) => {
  for (let at = e; at; at = at.parentElement) {
    const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor);
    if (a === 1) { return [r, g, b]; }
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Set();
while (walker.nextNode()) {
  const e = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !shown(e) || seen.has(e) || e.closest('script,style')) { continue; }
  seen.add(e);
  const style = getComputedStyle(e);
  const [one, two] = [luminance(parse(style.color)), luminance(behind(e))].sort((a, b) => b - a);
  const ratio = (one + 0.05) / (two + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) { faults.push('contrast ' + ratio.toFixed(2) + ': ' + e.textContent.trim().slice(0, 60)); }
}
if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
  faults.push('the page is wider than its window: ' + document.documentElement.scrollWidth);
}
return faults;

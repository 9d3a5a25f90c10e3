/** @param {number} value @returns {string} per cent as the page's language writes them, with at most one decimal */
export function percent(value) {
  const text = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 1 });
  return text.format(value) + "\u00a0%";
}

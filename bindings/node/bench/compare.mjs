// Two or more ways side by side: outputs compared first, both warmed, then A B A B; medians, ratios and their spread.
import { createHash } from 'node:crypto';

const median = (list) => list.slice().sort((a, b) => a - b)[list.length >> 1];

/** The middle half of the ratios over their median: what one lucky run cannot hide. */
function spreadOf(ratios) {
  const sorted = ratios.slice().sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * 0.75)] - sorted[Math.floor(sorted.length * 0.25)]) / median(sorted);
}

const SPREAD_MAX = 0.25;

function timeOf(way, times) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) way();
  return Number(process.hrtime.bigint() - start) / times;
}

const bytesOf = (value) => (typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value));
export const digest = (value) => createHash('sha256').update(bytesOf(value) ?? '').digest('hex').slice(0, 8);

/** `ways`: name → call; the first is ours. `differs`: names whose output need not be equal. */
export function compare({ job, size, ways, rounds = 11, differs = [], gate, target }) {
  const names = Object.keys(ways), want = digest(ways[names[0]]());
  for (const name of names) {
    if (!differs.includes(name) && digest(ways[name]()) !== want) throw new Error(`${job}: ${name} gives another result`);
  }
  const once = Math.max(...names.map((name) => timeOf(ways[name], 1)));
  const times = Math.max(1, Math.min(2000, Math.ceil(8e6 / once)));
  for (let i = 0; i < 3; i++) for (const name of names) timeOf(ways[name], times);
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let i = 0; i < rounds; i++) for (const name of names) measured[name].push(timeOf(ways[name], times));

  const [ours, ...peers] = names;
  const speed = (name) => (size / median(measured[name])) * 1000;
  for (const peer of peers) {
    const ratios = measured[peer].map((time, i) => time / measured[ours][i]);
    const ratio = median(ratios), spread = spreadOf(ratios);
    const verdict = spread > SPREAD_MAX ? 'too noisy' : gate?.[peer] === undefined ? '' : ratio >= target[peer] ? 'target' : ratio >= gate[peer] ? 'gate' : 'BELOW';
    console.log([job.padEnd(34), `${ours} ${speed(ours).toFixed(0)}`.padEnd(14), `${peer} ${speed(peer).toFixed(0)}`.padEnd(26),
      `${ratio.toFixed(2)}x`.padStart(8), `±${(spread * 50).toFixed(0)}%`.padStart(6), want, verdict].join('  '));
  }
}

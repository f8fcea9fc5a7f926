// The JSON rows that concern Node: npm run bench. Sizes 10 KB, 100 KB, 1 MB; `-- WORD` measures the jobs that contain it.
// Peers: V8 itself, safe-stable-stringify, canonicalize; the npm package simdjson where it can be resolved from here or
// from the folder that KEEL_BENCH_PEERS names.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import canonicalize from 'canonicalize';
import safeStable from 'safe-stable-stringify';
import { compare } from './compare.mjs';
import { make, names } from './workloads.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.resolve(here, '../../../build/release/bindings/node/addon/keel.node');
process.env.KEEL_NATIVE_PATH ??= existsSync(built) ? built : '';
process.env.KEEL_NATIVE ??= 'require';
const keel = await import('@keel/json');

function findSimdjson() {
  for (const from of [import.meta.url, process.env.KEEL_BENCH_PEERS && path.join(process.env.KEEL_BENCH_PEERS, 'x.js')]) {
    try {
      if (from) return createRequire(from)('simdjson');
    } catch { /* the next place */ }
  }
  return null;
}

const simdjson = findSimdjson();
const wanted = process.argv.slice(2);
const rounds = Number(process.env.KEEL_BENCH_ROUNDS ?? 11);
const sizes = (process.env.KEEL_BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);

const { kind, cpu, version } = keel.backend();
console.log(`@keel/json ${version}, ${kind}, ${cpu} · node ${process.version} · ${simdjson ? 'simdjson' : 'no simdjson'} · MB/s, ratio of medians, half of the middle spread, digest`);

const reads = (text) => JSON.parse(text) !== undefined;

function jobsOf(value) {
  const text = JSON.stringify(value, null, 2), compact = JSON.stringify(value);
  const bytes = Buffer.from(text), size = bytes.length, compactSize = Buffer.byteLength(compact);
  const ours = (call) => ({ keel: call });
  return [
    { job: 'validate string', size, ways: { ...ours(() => keel.isValid(text)), 'JSON.parse': () => reads(text), ...(simdjson && { simdjson: () => simdjson.isValid(text) }) },
      gate: { 'JSON.parse': 1.5, simdjson: 1 }, target: { 'JSON.parse': 4, simdjson: 1.8 } },
    { job: 'validate buffer', size, ways: { ...ours(() => keel.isValid(bytes)), 'JSON.parse': () => reads(bytes) }, gate: { 'JSON.parse': 6 }, target: { 'JSON.parse': 12 } },
    { job: 'canonical string', size, ways: { ...ours(() => keel.canonical(text)), 'safe-stable∘parse': () => safeStable(JSON.parse(text)), 'canonicalize∘parse': () => canonicalize(JSON.parse(text)) },
      gate: { 'safe-stable∘parse': 3 }, target: { 'safe-stable∘parse': size <= 20000 ? 8 : 5 } },
    { job: 'canonical buffer', size, ways: { ...ours(() => keel.canonical(bytes)), 'safe-stable∘parse': () => Buffer.from(safeStable(JSON.parse(bytes))) },
      gate: { 'safe-stable∘parse': 8 }, target: { 'safe-stable∘parse': 12 } },
    { job: 'minify string', size, ways: { ...ours(() => keel.minify(text)), 'stringify∘parse': () => JSON.stringify(JSON.parse(text)) } },
    { job: 'minify buffer', size, ways: { ...ours(() => keel.minify(bytes)), 'stringify∘parse': () => Buffer.from(JSON.stringify(JSON.parse(bytes))) } },
    { job: 'stableStringify', size: compactSize, ways: { ...ours(() => keel.stableStringify(value)), 'safe-stable': () => safeStable(value), canonicalize: () => canonicalize(value) },
      gate: { 'safe-stable': 1, canonicalize: 2 }, target: { 'safe-stable': compactSize <= 50000 ? 1.3 : 1, canonicalize: 2 } },
    { job: 'parse', size: compactSize, ways: { ...ours(() => keel.parse(compact)), V8: () => JSON.parse(compact) } },
    { job: 'stringify', size: compactSize, ways: { ...ours(() => keel.stringify(value)), V8: () => JSON.stringify(value) } },
  ];
}

for (const bytes of sizes) {
  for (const name of names) {
    const value = make(name, bytes);
    for (const { job, ...rest } of jobsOf(value)) {
      const title = `${job}, ${name} ${bytes >= 1e6 ? `${bytes / 1e6} MB` : `${bytes / 1000} KB`}`;
      if (wanted.every((word) => title.includes(word))) compare({ job: title, rounds, ...rest });
    }
  }
}

// npm test: every file of this folder, in node's own runner. KEEL_NATIVE_PATH names the addon that is tested; without
// it the one of the release build is taken. The last line is "N passed, N failed".
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.resolve(here, '../../../build/release/bindings/node/addon/keel.node');

function refuse(sentence, mend) {
  console.error(`error: ${sentence}\n  mend   ${mend}`);
  process.exit(2);
}

const addon = path.resolve(process.env.KEEL_NATIVE_PATH || built);
if (!existsSync(addon)) refuse(`there is no addon at ${addon}`, './dev build, or let KEEL_NATIVE_PATH name a keel.node');

// The tests set these one by one; what the caller has set would change what they mean.
for (const name of ['KEEL_NATIVE', 'KEEL_JSON', 'KEEL_NATIVE_DEBUG', 'JSON_ACCEL_RS_DISABLE_NATIVE']) delete process.env[name];
process.env.KEEL_NATIVE_PATH = addon;

const wanted = process.argv.slice(2);
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((word) => name.includes(word))));
if (files.length === 0) refuse(`no test is called like ${wanted.join(', ')}`, 'npm test -- json');

let passed = 0, failed = 0, skipped = 0;
const stream = run({ files: files.sort().map((name) => path.join(here, name)), concurrency: 2 });
const isFile = (event) => files.some((name) => path.join(here, name) === event.name);
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite' || isFile(event)) return;
  if (event.skip !== undefined) skipped++;
  else passed++;
});
stream.on('test:fail', (event) => { if (event.details.type !== 'suite' && !isFile(event)) failed++; });
stream.on('end', () => {
  setImmediate(() => {
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  });
});
stream.compose(new spec()).pipe(process.stdout);

// What `./dev install --node DIR` lays out, looked for as the drop-in package's own loader does.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const script = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../scripts/install-node.mjs');
const addon = process.env.KEEL_NATIVE_PATH;
const here = `${process.platform}-${process.arch}`;

const folder = mkdtempSync(path.join(os.tmpdir(), 'keel-install-'));
test.after(() => rmSync(folder, { recursive: true }));

const install = (...words) => spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });

/** json-accel's candidates, first choice first: P is the package's root, pa "linux-x64". libc is no part of it. */
function candidates(P, pa, override) {
  const names = ['json_accel_rs', 'index'];
  const at = (...parts) => path.join(P, ...parts);
  return [
    ...(override ? [path.resolve(override)] : []),
    ...names.map((name) => at(`${name}.${pa}.node`)), ...names.map((name) => at(`${name}.node`)),
    ...names.map((name) => at('native', `${name}.${pa}.node`)), ...names.map((name) => at('native', `${name}.node`)),
    ...['release', 'debug'].flatMap((kind) => names.map((name) => at('native/target', kind, `${name}.node`))),
    ...names.map((name) => at('npm', pa, `${name}.${pa}.node`)), ...names.map((name) => at('npm', pa, `${name}.node`)),
  ];
}

/** As that loader does it: the first that exists and loads; all three exports, or none. */
function loadByCandidates(list) {
  for (const file of list.filter((file) => existsSync(file))) {
    try {
      const binding = require(file);
      const stable = binding.stableStringify ?? binding.stable_stringify;
      return binding.stringify && binding.parse && stable ? { file, binding: { ...binding, stableStringify: stable } } : null;
    } catch { /* the next one */ }
  }
  return null;
}

test('an install into an empty folder serves both kinds of names', () => {
  const modules = path.join(folder, 'app/node_modules');
  const { status, stdout, stderr } = install(modules, '--addon', addon);
  assert.equal(status, 0, stderr);
  for (const line of stdout.trim().split('\n').slice(1)) assert.ok(existsSync(path.join(modules, line.trim())), line);
  const { loaded } = JSON.parse(spawnSync(process.execPath, ['-e', `
    console.log(JSON.stringify({ loaded: require('@keel/json').backend().path }))`], { cwd: path.dirname(modules), env: { PATH: process.env.PATH }, encoding: 'utf8' }).stdout);
  assert.ok(loaded.startsWith(path.join(modules, '@keel/native/prebuilds')), loaded);
});

test('again over itself, and over a package that is there: only our files change', () => {
  const modules = path.join(folder, 'again/node_modules');
  const theirs = path.join(modules, '@ku0/json-accel-rs/package.json');
  mkdirSync(path.dirname(theirs), { recursive: true });
  writeFileSync(theirs, '{"name":"@ku0/json-accel-rs"}');
  for (let i = 0; i < 2; i++) assert.equal(install(modules, '--addon', addon).status, 0);
  assert.equal(readFileSync(theirs, 'utf8'), '{"name":"@ku0/json-accel-rs"}');
});

const MACHINES = [
  ['linux', 'x64', 'gnu'], ['linux', 'x64', 'musl'], ['linux', 'arm64', 'gnu'], ['linux', 'arm64', 'musl'], ['darwin', 'x64', ''],
  ['darwin', 'arm64', ''], ['win32', 'x64', ''], ['win32', 'ia32', ''], ['freebsd', 'x64', ''], ['android', 'arm64', ''],
];

for (const [platform, arch, libc] of MACHINES) {
  const pa = `${platform}-${arch}`;
  test(`its own candidate order finds it on ${pa} ${libc}`.trim(), () => {
    const modules = path.join(folder, `${pa}${libc}`);
    assert.equal(install(modules, '--addon', addon, '--for', pa).status, 0);
    const P = path.join(modules, '@ku0/json-accel-rs');
    const list = candidates(P, pa);
    const found = loadByCandidates(list);
    assert.equal(found.file, list[0], 'the name with the platform is the first choice');
    assert.equal(found.binding.stableStringify({ b: 1, a: 2 }), '{"a":2,"b":1}');
    assert.equal(loadByCandidates(candidates(P, 'sunos-sparc')).file, path.join(P, 'json_accel_rs.node'), 'a platform nobody installed for: the plain name');
    for (const dist of ['json_accel_rs.node', 'index.node', `json_accel_rs.${pa}.node`, `index.${pa}.node`]) assert.ok(statSync(path.join(P, 'dist', dist)).size > 0);
  });
}

test('the override comes first, and what does not load is passed over', () => {
  const modules = path.join(folder, 'override');
  assert.equal(install(modules, '--addon', addon).status, 0);
  const P = path.join(modules, '@ku0/json-accel-rs');
  assert.equal(loadByCandidates(candidates(P, here, addon)).file, addon);
  const [first, second] = candidates(P, here);
  rmSync(first);
  writeFileSync(first, 'rubbish');
  assert.equal(loadByCandidates(candidates(P, here)).file, second);
});

test('every single name loads on its own', () => {
  const modules = path.join(folder, 'single');
  const { stdout } = install(modules, '--addon', addon);
  const names = stdout.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('@ku0') && line.endsWith('.node'));
  assert.equal(names.length, 8);
  for (const name of names) assert.equal(require(path.join(modules, name)).parse('[1]')[0], 1, name);
});

test('what cannot be is told with place and mend, and ends with 2', () => {
  for (const words of [[], ['--for'], [folder, '--nope'], [folder, '--addon', '/no/such'], [folder, '--addon', addon, '--for', '../x'], ['/proc/nope', '--addon', addon]]) {
    const { status, stdout, stderr } = install(...words);
    assert.deepEqual([status, stdout], [2, ''], words.join(' '));
    assert.match(stderr, /^error: .*\n  where  .*\n  mend   .*\n$/, words.join(' '));
  }
});

// The loader: which file it takes, what it says when there is none, and every setting.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const packages = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../packages');
const addon = process.env.KEEL_NATIVE_PATH;
const native = require('@keel/native');

/** A node_modules folder with the packages as they are published, and nothing beside them. */
const modules = path.join(mkdtempSync(path.join(os.tmpdir(), 'keel-node-')), 'node_modules');
mkdirSync(path.join(modules, '@keel'), { recursive: true });
for (const name of ['native', 'json']) cpSync(path.join(packages, name), path.join(modules, '@keel', name), { recursive: true });
rmSync(path.join(modules, '@keel/native/prebuilds'), { recursive: true, force: true });
test.after(() => rmSync(path.dirname(modules), { recursive: true }));

const machine = native.thisMachine();
const prebuild = path.join(modules, '@keel/native/prebuilds', `${machine.platform}-${machine.arch}${machine.libc === 'musl' ? '-musl' : ''}`, 'keel.node');
const platformPackage = path.join(modules, `@keel/native-${machine.platform}-${machine.arch}${machine.libc && '-' + machine.libc}`);

function lay(file, from = addon) {
  mkdirSync(path.dirname(file), { recursive: true });
  cpSync(from, file);
}

/** Runs a script in a fresh node beside that folder, with these variables alone. */
function node(script, variables = {}, ...more) {
  const { PATH, HOME } = process.env;
  return spawnSync(process.execPath, [...more, '-e', script], { cwd: path.dirname(modules), env: { PATH, HOME, ...variables }, encoding: 'utf8' });
}

const ASK = `
  try {
    const json = require('@keel/json');
    console.log(JSON.stringify({ ...json.backend(), minified: json.minify('[ 1 ]') }));
  } catch ({ name, code, message, what, place, mend }) {
    console.log(JSON.stringify({ name, code, message, what, place, mend }));
  }`;

function ask(variables) {
  const { stdout, stderr, status } = node(ASK, variables);
  assert.equal(status, 0, stderr);
  return { ...JSON.parse(stdout), stderr };
}

/* ---- which file ------------------------------------------------------------------------------------------------- */

test('nothing installed: the JavaScript form, and it says why', () => {
  const { kind, why, minified } = ask({});
  assert.deepEqual([kind, minified], ['js', '[1]']);
  assert.match(why, new RegExp(`no native build for ${machine.platform}-${machine.arch}`));
});

test('nothing installed, native demanded: told what was looked for and how to mend it', () => {
  const error = ask({ KEEL_NATIVE: 'require' });
  assert.deepEqual([error.name, error.code], ['KeelNativeError', 'native.missing']);
  assert.match(error.message, /^no native build for .* is installed  \[native\.missing\]\n  looked in  prebuilds\/.* · @keel\/native-.* \(not in node_modules\).*\n  mend       npm install --save-optional @keel\/native-\S+@\d+\.\d+\.\d+   ·   or KEEL_NATIVE=js/);
});

test('the platform package is found, prebuilds come before it, KEEL_NATIVE_PATH before both', () => {
  try {
    lay(path.join(platformPackage, 'keel.node'));
    writeFileSync(path.join(platformPackage, 'package.json'), JSON.stringify({ name: path.basename(platformPackage), version: '0.1.0', main: 'keel.node' }));
    assert.equal(ask({}).path, path.join(platformPackage, 'keel.node'));
    lay(prebuild);
    assert.equal(ask({}).path, prebuild);
    assert.equal(ask({ KEEL_NATIVE_PATH: addon }).path, addon);
    assert.equal(ask({ KEEL_NATIVE_PATH: path.relative(path.dirname(modules), addon) }).path, addon, 'from the current folder');
  } finally {
    rmSync(path.dirname(path.dirname(prebuild)), { recursive: true, force: true });
    rmSync(platformPackage, { recursive: true });
  }
});

test('a file that is there and does not load is an error, and nothing else is tried', () => {
  try {
    mkdirSync(path.dirname(prebuild), { recursive: true });
    for (const rubbish of ['', 'not a library', '\x7fELF']) {
      writeFileSync(prebuild, rubbish);
      const error = ask({});
      assert.deepEqual([error.name, error.code, error.place], ['KeelNativeError', 'native.broken', prebuild]);
      assert.match(error.mend, /KEEL_NATIVE=js/);
      assert.equal(ask({ KEEL_NATIVE: 'js' }).kind, 'js', 'the mend works');
    }
  } finally {
    rmSync(prebuild);
  }
});

test('a path that names nothing, or no file, is an error', () => {
  for (const named of ['/no/such/keel.node', '/', ...(process.platform === 'win32' ? [] : ['/dev/zero', '/dev/null'])]) {
    const error = ask({ KEEL_NATIVE_PATH: named });
    assert.deepEqual([error.code, error.place], ['native.path', named]);
  }
});

test('what loads but is not the addon is an error', () => {
  const named = path.join(path.dirname(modules), 'other.json');
  writeFileSync(named, '{ "version": "1.0.0" }');
  const error = ask({ KEEL_NATIVE_PATH: named });
  assert.deepEqual([error.code, error.place], ['native.broken', named]);
});

test('where it looks, machine by machine', () => {
  const rows = [
    ['linux', 'x64', 'gnu', 'linux-x64', '@keel/native-linux-x64-gnu'],
    ['linux', 'x64', 'musl', 'linux-x64-musl', '@keel/native-linux-x64-musl'],
    ['linux', 'arm64', 'gnu', 'linux-arm64', '@keel/native-linux-arm64-gnu'],
    ['linux', 'arm64', 'musl', 'linux-arm64-musl', '@keel/native-linux-arm64-musl'],
    ['darwin', 'arm64', '', 'darwin-arm64', '@keel/native-darwin-arm64'],
    ['darwin', 'x64', '', 'darwin-x64', '@keel/native-darwin-x64'],
    ['win32', 'x64', '', 'win32-x64', '@keel/native-win32-x64'],
    ['win32', 'arm64', '', 'win32-arm64', '@keel/native-win32-arm64'],
  ];
  for (const [platform, arch, libc, folder, name] of rows) {
    const list = native.candidates({ platform, arch, libc }, {}).map(({ file }) => file);
    assert.deepEqual(list, [path.join(packages, 'native/prebuilds', folder, 'keel.node'), name]);
    const [first, ...others] = native.candidates({ platform, arch, libc }, { KEEL_NATIVE_PATH: '/x/keel.node' }).map(({ file }) => file);
    assert.deepEqual([first, others], ['/x/keel.node', list]);
  }
});

test('a faked platform is believed: its own name is looked for', () => {
  for (const [platform, arch, expected] of [['darwin', 'arm64', 'darwin-arm64'], ['win32', 'x64', 'win32-x64'], ['freebsd', 'x64', 'freebsd-x64']]) {
    const { stdout } = node(`
      Object.defineProperty(process, 'platform', { value: '${platform}' });
      Object.defineProperty(process, 'arch', { value: '${arch}' });
      try { require('@keel/json').backend(); } catch (error) { console.log(error.message); }`, { KEEL_NATIVE: 'require' });
    assert.match(stdout, new RegExp(`no native build for ${expected} is installed`));
    assert.match(stdout, new RegExp(`prebuilds/${expected} · @keel/native-${expected} `));
  }
});

/* ---- settings --------------------------------------------------------------------------------------------------- */

const here = { KEEL_NATIVE_PATH: addon };

const SETTINGS = [
  ['nothing set', {}, 'native'],
  ['auto', { KEEL_NATIVE: 'auto' }, 'native'],
  ['empty is unset', { KEEL_NATIVE: '', KEEL_JSON: '' }, 'native'],
  ['require', { KEEL_NATIVE: 'require' }, 'native'],
  ['js', { KEEL_NATIVE: 'js' }, 'js'],
  ['js for the part', { KEEL_JSON: 'js' }, 'js'],
  ["the part's own word beats the general one", { KEEL_NATIVE: 'js', KEEL_JSON: 'require' }, 'native'],
  ['another part does not matter', { KEEL_TOKENS: 'js' }, 'native'],
  ['wasm says that it is not built', { KEEL_NATIVE: 'wasm' }, 'native.wasm'],
  ['wasm for the part', { KEEL_JSON: 'wasm' }, 'native.wasm'],
  ['an unknown word', { KEEL_NATIVE: 'naitve' }, 'native.setting'],
  ['case matters', { KEEL_NATIVE: 'JS' }, 'native.setting'],
  ['an unknown word for the part', { KEEL_JSON: '1' }, 'native.setting'],
  ['the disable flag', { JSON_ACCEL_RS_DISABLE_NATIVE: '1' }, 'js'],
  ['in any spelling that counts', { JSON_ACCEL_RS_DISABLE_NATIVE: ' TRUE ' }, 'js'],
  ['yes', { JSON_ACCEL_RS_DISABLE_NATIVE: 'yes' }, 'js'],
  ['what does not count', { JSON_ACCEL_RS_DISABLE_NATIVE: '0' }, 'native'],
  ['on does not count', { JSON_ACCEL_RS_DISABLE_NATIVE: 'on' }, 'native'],
  ['the flag against require', { JSON_ACCEL_RS_DISABLE_NATIVE: '1', KEEL_NATIVE: 'require' }, 'native.disabled'],
  ['the flag against require for the part', { JSON_ACCEL_RS_DISABLE_NATIVE: '1', KEEL_JSON: 'require' }, 'native.disabled'],
  ['the flag with js', { JSON_ACCEL_RS_DISABLE_NATIVE: '1', KEEL_NATIVE: 'js' }, 'js'],
  ['the flag beats a named path', { JSON_ACCEL_RS_DISABLE_NATIVE: '1', KEEL_NATIVE_PATH: '/no/such' }, 'js'],
  ['a level of the processor', { KEEL_CPU: 'scalar' }, 'native'],
  ['an unknown level', { KEEL_CPU: 'turbo' }, 'cpu.unknown'],
];

for (const [says, variables, want] of SETTINGS) {
  test(`setting: ${says}`, () => {
    const answer = ask({ ...here, ...variables });
    assert.equal(answer.kind ?? answer.code, want);
    if (answer.kind === undefined) assert.ok(answer.what && answer.place && answer.mend, 'told with place and mend');
    if (variables.KEEL_CPU === 'scalar') assert.equal(answer.cpu, 'scalar');
  });
}

test('KEEL_NATIVE_DEBUG=1 tells on stderr, and stdout stays the answer', () => {
  const { stderr, kind } = ask({ ...here, KEEL_NATIVE_DEBUG: '1' });
  assert.equal(kind, 'native');
  assert.match(stderr, /^keel-native: KEEL_NATIVE_PATH: .*keel\.node\nkeel-native: loaded .*keel\.node, version \d+\.\d+\.\d+, cpu \w+\n$/);
  assert.equal(ask({ ...here, KEEL_NATIVE_DEBUG: '0' }).stderr, '');
});

test('an import does nothing: a setting is read at the first use', () => {
  const { stdout, status } = node(`
    const json = require('@keel/json');
    console.log(Object.keys(require.cache).some((name) => name.endsWith('.node')));
    json.stableStringify({}); json.parse('1');
    process.env.KEEL_NATIVE = 'js';
    console.log(json.backend().kind);
    process.env.KEEL_NATIVE = 'nonsense';
    console.log(json.backend().kind);`, here);
  assert.deepEqual([stdout, status], ['false\njs\njs\n', 0]);
});

/* ---- the command ------------------------------------------------------------------------------------------------ */

function command(words, variables = here) {
  const { PATH, HOME } = process.env;
  return spawnSync(process.execPath, [path.join(modules, '@keel/native/bin/native.js'), ...words], { env: { PATH, HOME, ...variables }, encoding: 'utf8' });
}

test('path prints the file, path --env what a shell can take', () => {
  assert.equal(command(['path']).stdout, `${addon}\n`);
  const { stdout } = command(['path', '--env']);
  const shell = spawnSync('sh', ['-c', `${stdout}\nprintf %s "$JSON_ACCEL_RS_NATIVE_PATH"`], { encoding: 'utf8' });
  assert.equal(shell.stdout, addon);
});

test('path without a file ends with 2 and a mend', () => {
  const { status, stdout, stderr } = command(['path'], {});
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^error: no native build .*\n  looked in .*\n  mend .*npm install/);
});

test('doctor tells what runs, and ends with 1 where what was asked is not to be had', () => {
  const well = command(['doctor']);
  assert.equal(well.status, 0);
  assert.match(well.stdout, /\njson +native \d+\.\d+\.\d+, \w+, .*keel\.node\n/);
  assert.match(command(['doctor'], {}).stdout, /\njson +js: no native build/);
  assert.equal(command(['doctor'], { KEEL_NATIVE: 'wasm' }).status, 1);
});

test('help is an answer, and not a fault', () => {
  for (const word of ['help', '-h', '--help']) {
    const { status, stdout, stderr } = command([word]);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^keel-native path +\S.*\n.*--env .*\n.*doctor /);
  }
});

test('another word ends with 2', () => {
  for (const words of [[], ['paht'], ['path', '--evn'], ['doctor', 'x']]) assert.equal(command(words).status, 2, words.join(' '));
});

test('the files that are published are there', () => {
  for (const name of ['native', 'json']) {
    const folder = path.join(packages, name);
    const { files, bin, main, types } = require(path.join(folder, 'package.json'));
    for (const file of [...files, bin, main, types].filter((file) => file && file !== 'prebuilds')) assert.ok(existsSync(path.join(folder, file)), `${name}/${file}`);
  }
});

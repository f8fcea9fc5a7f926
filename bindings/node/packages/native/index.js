'use strict';
// The one loader of Keel's native file: where it may lie, and what to say when it does not.
//
//     const { open } = require('@keel/native');
//     const { addon, backend } = open('json');
//     if (addon === null) ...                      the JavaScript form; backend.why tells the reason
//
// Candidates are tried in this order; only "not found" moves on to the next, a file that is there and does not load is
// an error:
//
//     KEEL_NATIVE_PATH                                    a file, named by you; it must be there
//     prebuilds/<platform>-<arch>[-musl]/keel.node        beside this file: checkouts, air-gapped machines, bundlers
//     @keel/native-<platform>-<arch>[-gnu|-musl]          the platform package that npm picked
//
// Nothing is read or loaded before the first use, and each answer is kept for the life of the thread.

const fs = require('node:fs');
const path = require('node:path');

const { version } = require('./package.json');

const CHOICES = ['auto', 'require', 'wasm', 'js'];

/** The drop-in contract's variables, a row for each part that has landed. */
const CONTRACT = {
  json: { path: 'JSON_ACCEL_RS_NATIVE_PATH', disable: 'JSON_ACCEL_RS_DISABLE_NATIVE' },
};

class KeelNativeError extends Error {
  constructor(code, what, { place, mend, tried, cause } = {}) {
    const lines = [`${what}  [${code}]`];
    if (tried !== undefined) lines.push(`  looked in  ${tried.join(' · ')}`);
    else if (place !== undefined) lines.push(`  where      ${place}`);
    if (mend !== undefined) lines.push(`  mend       ${mend}`);
    super(lines.join('\n'), cause === undefined ? undefined : { cause });
    this.name = 'KeelNativeError';
    this.code = code;
    this.what = what;
    this.place = place ?? (tried === undefined ? undefined : tried.join(' · '));
    this.mend = mend;
  }
}

/* ---- this machine ----------------------------------------------------------------------------------------------- */

/** 'gnu' or 'musl' on Linux, else ''. Node's own interpreter tells it, and stands on the first page of its file. */
function libcOf(platform, executable) {
  if (platform !== 'linux') return '';
  let file;
  try {
    file = fs.openSync(executable, 'r');
    const page = Buffer.alloc(4096);
    fs.readSync(file, page, 0, page.length, 0);
    return page.includes('/ld-musl-') ? 'musl' : 'gnu';
  } catch {
    return 'gnu'; // an executable that may not be read: the common one is the better guess
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}

function thisMachine() {
  return { platform: process.platform, arch: process.arch, libc: libcOf(process.platform, process.execPath) };
}

const nameOf = ({ platform, arch, libc }) => `${platform}-${arch}${libc === 'musl' ? '-musl' : ''}`;
const packageOf = ({ platform, arch, libc }) => `@keel/native-${platform}-${arch}${libc === '' ? '' : '-' + libc}`;
const titleOf = ({ platform, arch, libc }) => `${platform}-${arch}${libc === '' ? '' : ` (${libc === 'gnu' ? 'glibc' : libc})`}`;

/** Where the native file may lie on a machine, first choice first. */
function candidates(machine, environment = process.env) {
  const named = environment.KEEL_NATIVE_PATH;
  return [
    ...(named ? [{ kind: 'named', file: path.resolve(named), says: 'KEEL_NATIVE_PATH' }] : []),
    { kind: 'file', file: path.join(__dirname, 'prebuilds', nameOf(machine), 'keel.node'), says: `prebuilds/${nameOf(machine)}` },
    { kind: 'package', file: packageOf(machine), says: `${packageOf(machine)} (not in node_modules)` },
  ];
}

/* ---- finding and loading ---------------------------------------------------------------------------------------- */

function debug(sentence) {
  if (process.env.KEEL_NATIVE_DEBUG === '1') process.stderr.write(`keel-native: ${sentence}\n`);
}

/** A folder or a device is no file to load: some of them never end. */
const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** The path of a candidate, or null: not found. */
function find({ kind, file }) {
  if (kind !== 'package') return isFile(file) ? file : null;
  try {
    return require.resolve(file);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function findFirst(machine) {
  const tried = [];
  for (const candidate of candidates(machine)) {
    const file = find(candidate);
    debug(`${candidate.says}: ${file ?? 'not found'}`);
    if (file !== null) return { file, tried };
    if (candidate.kind === 'named') {
      throw new KeelNativeError('native.path', 'KEEL_NATIVE_PATH names no file', {
        place: candidate.file, mend: 'unset KEEL_NATIVE_PATH, or let it name a keel.node' });
    }
    tried.push(candidate.says);
  }
  return { file: null, tried };
}

function loadFile(file) {
  try {
    const addon = require(file);
    if (typeof addon.cpu !== 'string') throw new Error('it is no keel.node');
    debug(`loaded ${file}, version ${addon.version}, cpu ${addon.cpu}`);
    return addon;
  } catch (error) {
    // A code of the addon's own ("cpu.unknown") says more than that it did not load.
    if (typeof error.code === 'string' && error.code.startsWith('cpu.')) throw error;
    throw new KeelNativeError('native.broken', `the native file does not load: ${error.message}`, {
      place: file, mend: 'install it again for this platform, or KEEL_NATIVE=js (slower, same results)', cause: error });
  }
}

let found; // { file, addon, tried }, once looked for

function lookOnce() {
  if (found === undefined) {
    const { file, tried } = findFirst(thisMachine());
    found = { file, tried, addon: file === null ? null : loadFile(file) };
  }
  return found;
}

function missing(tried) {
  const machine = thisMachine();
  return new KeelNativeError('native.missing', `no native build for ${titleOf(machine)} is installed`, {
    tried: [...tried, 'likely the lockfile was written on another platform'],
    mend: `npm install --save-optional ${packageOf(machine)}@${version}   ·   or KEEL_NATIVE=js (slower, same results)` });
}

/* ---- what was asked for ----------------------------------------------------------------------------------------- */

const isTruthy = (value) => ['1', 'true', 'yes'].includes((value ?? '').trim().toLowerCase());

/** The setting in force for a part, and the variable it came from. */
function settingOf(part) {
  const own = `KEEL_${part.toUpperCase()}`;
  const variable = process.env[own] ? own : 'KEEL_NATIVE';
  const choice = process.env[variable] || 'auto';
  if (!CHOICES.includes(choice)) {
    throw new KeelNativeError('native.setting', `${variable} cannot be '${choice}'`, {
      place: `environment variable ${variable}`, mend: `unset it, or set it to ${CHOICES.join(', ')}` });
  }
  return { variable, choice };
}

/** The addon for a part, or null where the JavaScript form is to be taken; and why. Throws a KeelNativeError. */
function open(part) {
  const { variable, choice } = settingOf(part);
  const disable = CONTRACT[part]?.disable;
  const js = (why) => ({ addon: null, backend: { kind: 'js', why } });

  if (disable !== undefined && isTruthy(process.env[disable])) {
    if (choice !== 'require') return js(`${disable} is set`);
    throw new KeelNativeError('native.disabled', `${disable} forbids what ${variable}=require demands`, {
      place: `environment variables ${disable} and ${variable}`, mend: `unset one of the two` });
  }
  if (choice === 'js') return js(`${variable}=js`);
  if (choice === 'wasm') {
    throw new KeelNativeError('native.wasm', 'the WebAssembly form is not built yet', {
      place: `environment variable ${variable}`, mend: `${variable}=auto takes the native form, ${variable}=js the slower one` });
  }
  const { file, addon, tried } = lookOnce();
  if (addon !== null) {
    return { addon, backend: { kind: 'native', why: choice === 'require' ? `${variable}=require` : 'found', path: file, version: addon.version, cpu: addon.cpu } };
  }
  if (choice === 'require') throw missing(tried);
  return js(`no native build for ${titleOf(thisMachine())} is installed`);
}

/** What runs and why, for no part in particular. */
const backend = () => open('native').backend;

/** The path of the native file. Throws native.missing where there is none. */
function nativePath() {
  const { file, tried } = findFirst(thisMachine());
  if (file === null) throw missing(tried);
  return file;
}

module.exports = { KeelNativeError, open, backend, path: nativePath, candidates, thisMachine, contract: CONTRACT, version };

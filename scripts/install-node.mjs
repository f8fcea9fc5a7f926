#!/usr/bin/env node
// install-node.mjs DIR [--addon FILE] [--for PLATFORM-ARCH]: lays the addon and the packages out under DIR.
//
//     DIR/@keel/native, DIR/@keel/json                  what `import '@keel/json'` finds, if DIR is a node_modules
//     DIR/@ku0/json-accel-rs/json_accel_rs.node ...     every name that the drop-in loaders of that package look for
//
// DIR may already hold the drop-in packages: only the addon's own files are written, each by a rename, so that a
// process which has the old one loaded keeps it. Where the file system allows it, all names are one file.
import { cpSync, existsSync, linkSync, copyFileSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const packages = path.join(root, 'bindings/node/packages');
const native = createRequire(import.meta.url)(path.join(packages, 'native'));

/** The packages of the drop-in contract whose part has landed: folder, and the base names of the addon's file. */
const DROP_INS = [
  { part: 'json', folder: '@ku0/json-accel-rs', names: ['json_accel_rs', 'index'] },
];

/** All files of one drop-in package: at its root and in dist/, with and without the platform. */
export function dropInFiles({ folder, names }, platformArch) {
  return ['', 'dist'].flatMap((place) => names.flatMap((name) => [
    path.join(folder, place, `${name}.${platformArch}.node`),
    path.join(folder, place, `${name}.node`)]));
}

function fail(what, place, mend) {
  process.stderr.write(`error: ${what}  [dev.install]\n  where  ${place}\n  mend   ${mend}\n`);
  process.exit(2);
}

const usage = 'scripts/install-node.mjs DIR [--addon FILE] [--for PLATFORM-ARCH]';

function readArguments(words) {
  const { platform, arch, libc } = native.thisMachine();
  const asked = { addon: path.join(root, 'build/release/bindings/node/addon/keel.node'), for: `${platform}-${arch}`, libc };
  while (words.length > 0) {
    const word = words.shift();
    if (word === '--addon' || word === '--for') asked[word.slice(2)] = words.shift() ?? fail(`${word} wants a value`, word, usage);
    else if (word.startsWith('-') || asked.folder !== undefined) fail(`unknown argument '${word}'`, word, usage);
    else asked.folder = path.resolve(word);
  }
  if (asked.folder === undefined) fail('no folder to install to', 'the command', usage);
  if (!/^[a-z0-9]+-[a-z0-9]+$/.test(asked.for)) fail(`'${asked.for}' is no platform`, '--for', `--for ${platform}-${arch}`);
  if (!existsSync(asked.addon)) fail('there is no addon to install', asked.addon, './dev build');
  return asked;
}

/** As mkdir -p. Node's own recursive form never returns where the system makes no folders (/proc). */
function makeFolder(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    makeFolder(path.dirname(folder));
    mkdirSync(folder);
  }
}

/** A new name for the file; a copy where names cannot be shared. */
function lay(from, to) {
  const fresh = `${to}.new-${process.pid}`;
  makeFolder(path.dirname(to));
  rmSync(fresh, { force: true });
  try {
    linkSync(from, fresh);
  } catch {
    copyFileSync(from, fresh);
  }
  renameSync(fresh, to);
}

function installPackage(name, folder) {
  const target = path.join(folder, '@keel', name);
  const isPublished = (file) => !file.includes('node_modules') && path.relative(path.join(packages, name), file).split(path.sep)[0] !== 'prebuilds';
  cpSync(path.join(packages, name), target, { recursive: true, filter: isPublished });
  return target;
}

export function install({ folder, addon, for: platformArch, libc }) {
  makeFolder(folder);
  const written = ['native', 'json'].map((name) => installPackage(name, folder));
  const prebuild = path.join(folder, '@keel/native/prebuilds', platformArch + (libc === 'musl' ? '-musl' : ''), 'keel.node');
  const fresh = `${prebuild}.new-${process.pid}`;
  makeFolder(path.dirname(prebuild));
  copyFileSync(addon, fresh);
  renameSync(fresh, prebuild);
  written.push(prebuild);
  for (const dropIn of DROP_INS) {
    for (const file of dropInFiles(dropIn, platformArch)) {
      lay(prebuild, path.join(folder, file));
      written.push(path.join(folder, file));
    }
  }
  return written;
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const asked = readArguments(process.argv.slice(2));
  try {
    const written = install(asked);
    process.stdout.write(`installed below ${asked.folder}:\n${written.map((file) => `  ${path.relative(asked.folder, file)}\n`).join('')}`);
  } catch (error) {
    fail(`cannot install: ${error.message}`, asked.folder, 'choose a folder that you may write to');
  }
}

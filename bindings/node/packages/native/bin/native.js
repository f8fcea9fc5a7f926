#!/usr/bin/env node
'use strict';
// npx @keel/native path | path --env | doctor

const native = require('../index.js');

const usage = `keel-native path          the path of the native file
keel-native path --env    the drop-in loaders' variables, to be evaluated by a shell
keel-native doctor        what was looked for, what was found, what each part runs on`;

/** One word of a POSIX shell. */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function printPath(asVariables) {
  const file = native.path();
  if (!asVariables) return console.log(file);
  for (const { path } of Object.values(native.contract)) console.log(`export ${path}=${quoted(file)}`);
}

function describe(part) {
  const { kind, why, path, version, cpu } = native.open(part).backend;
  return kind === 'native' ? `native ${version}, ${cpu}, ${path}` : `${kind}: ${why}`;
}

/** Probes, never guesses; ends with 1 where something asked for is not to be had. */
function doctor() {
  const machine = native.thisMachine();
  let worst = 0;
  console.log(`node       ${process.version}, ${machine.platform}-${machine.arch} ${machine.libc}`.trimEnd());
  for (const { says } of native.candidates(machine)) console.log(`looks in   ${says.replace(' (not in node_modules)', '')}`);
  for (const part of Object.keys(native.contract)) {
    try {
      console.log(`${part.padEnd(10)} ${describe(part)}`);
    } catch (error) {
      console.log(`${part.padEnd(10)} ${error.message}`);
      worst = 1;
    }
  }
  return worst;
}

function main([word, flag, ...more]) {
  if (word === 'path' && more.length === 0 && (flag === undefined || flag === '--env')) return printPath(flag === '--env');
  if (word === 'doctor' && flag === undefined) return (process.exitCode = doctor());
  if (['help', '-h', '--help'].includes(word) && flag === undefined) return console.log(usage);
  console.error(word === undefined ? usage : `unknown: ${process.argv.slice(2).join(' ')}\n${usage}`);
  process.exitCode = 2;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}

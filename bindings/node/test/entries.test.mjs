// The ways in: require, import, the browser's entry, the types, the examples.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { fileURLToPath } from 'node:url';
import * as imported from '@keel/json';
import byDefault from '@keel/json';

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../..');
const browserEntry = path.join(here, '../packages/json/browser.js');

test('require and import give the same objects', () => {
  const required = require('@keel/json');
  assert.equal(byDefault, required);
  assert.deepEqual(Object.keys(imported).filter((name) => name !== 'default' && name !== 'module.exports').sort(), Object.keys(required).sort());
  for (const [name, value] of Object.entries(required)) assert.equal(imported[name], value, name);
});

test('the ranges of options are those of the rows in limits.def', () => {
  const { NUMBERS } = require('../packages/json/lib/options.js');
  const rows = readFileSync(path.join(root, 'src/skills/json/limits.def'), 'utf8');
  const valueOf = (words) => words.split('<<').map((word) => Number.parseInt(word, 10)).reduce((value, shift) => value * 2 ** shift);
  for (const [name, row] of [['maxDepth', 'json.depth'], ['maxSize', 'json.text'], ['indent', 'json.indent']]) {
    const [standard, least, most] = new RegExp(`"${row}", \\w+, ([^,]+), ([^,]+), ([^,]+),`).exec(rows).slice(1).map(valueOf);
    assert.deepEqual(NUMBERS[name], { least, most, standard }, name);
  }
});

test('the types name what is there, and nothing else', () => {
  for (const entry of ['index', 'browser']) {
    const declared = [...readFileSync(path.join(here, `../packages/json/${entry}.d.ts`), 'utf8').matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(declared.sort(), Object.keys(require(`../packages/json/${entry}.js`)).sort(), entry);
  }
});

/** All files that an entry reaches, and all else that it asks for. */
function graphOf(entry) {
  const files = new Set(), foreign = new Set();
  const visit = (file) => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, asked] of readFileSync(file, 'utf8').matchAll(/(?:require\(|from\s+|import\()\s*'([^']+)'/g)) {
      if (asked.startsWith('.')) visit(path.resolve(path.dirname(file), asked));
      else foreign.add(asked);
    }
  };
  visit(entry);
  return { files, foreign };
}

test("the browser's entry asks for no module of Node", () => {
  const { files, foreign } = graphOf(browserEntry);
  assert.ok(files.size >= 6, 'its graph was walked');
  assert.deepEqual([...foreign], []);
  const node = graphOf(path.join(here, '../packages/native/index.js'));
  assert.ok([...node.foreign].some((name) => name.startsWith('node:')), 'and the walk would see one');
});

test("the browser's entry runs where there is no Node", () => {
  const bare = vm.createContext({ TextEncoder, TextDecoder, Uint8Array });
  const cache = new Map();
  const load = (file) => {
    if (!cache.has(file)) {
      const module = { exports: {} };
      cache.set(file, module);
      vm.runInContext(`(function (module, exports, require) {${readFileSync(file, 'utf8')}\n})`, bare)(module, module.exports, (asked) => load(path.resolve(path.dirname(file), asked)));
    }
    return cache.get(file).exports;
  };
  const json = load(browserEntry);
  assert.equal(json.canonical('{"b":1e2,"a":"ü"}'), '{"a":"ü","b":100}');
  assert.equal(new TextDecoder().decode(json.minify(new TextEncoder().encode('[ 1 ]'))), '[1]');
  assert.equal(json.stableStringify({ b: 1, a: [new Date(0)] }), '{"a":[{}],"b":1}');
  assert.throws(() => json.check('[1,]'), { code: 'json.syntax', offset: 3 });
  assert.equal(json.backend().kind, 'js');
});

test('the types compile, strictly, and refuse what is wrong', () => {
  const { status, stdout } = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', path.join(here, 'types')], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

/* ---- what the documents show, against the packages as they are installed ---------------------------------------- */

const app = mkdtempSync(path.join(os.tmpdir(), 'keel-app-'));
test.after(() => rmSync(app, { recursive: true }));
spawnSync(process.execPath, [path.join(root, 'scripts/install-node.mjs'), path.join(app, 'node_modules'), '--addon', process.env.KEEL_NATIVE_PATH]);

/** Runs a script in an application that has the packages installed, in both forms. */
function assertPrints(source, says) {
  const file = path.join(app, 'main.mjs');
  const promised = [...source.matchAll(/^\s*\/\/ prints: (.*)$/gm)].map(([, line]) => line);
  writeFileSync(file, source);
  assert.ok(promised.length > 0, says);
  for (const choice of ['require', 'js']) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], { env: { PATH: process.env.PATH, KEEL_NATIVE: choice }, encoding: 'utf8' });
    assert.equal(status, 0, `${says}: ${stderr}`);
    assert.deepEqual(stdout.trimEnd().split('\n'), promised, `${says}, ${choice}`);
  }
}

const examples = readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.mjs'));

test('there are examples', () => assert.ok(examples.length > 0));

for (const name of examples) {
  test(`examples/${name} says what its comments promise`, () => {
    assertPrints(readFileSync(path.join(root, 'examples', name), 'utf8'), name);
  });
}

/** The fenced blocks of one language in a page. */
const blocks = (page, language) => [...readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, block]) => block);

for (const name of ['json', 'native']) {
  const page = path.join(here, `../packages/${name}/README.md`);
  test(`what ${name}'s README shows runs, and prints what it says`, () => {
    const shown = blocks(page, 'js');
    assert.ok(shown.length > 0);
    for (const block of shown) assertPrints(block, page);
  });
}

test('an import is quick', () => {
  const script = `
    const before = process.cpuUsage();
    require('@keel/json');
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);`;
  const once = () => Number(spawnSync(process.execPath, ['-e', script], { cwd: here, env: process.env, encoding: 'utf8' }).stdout);
  const best = Math.min(...Array.from({ length: 5 }, once));
  assert.ok(best < 15, `${best} ms of the processor; 2 to 5 on a quiet machine`);
});

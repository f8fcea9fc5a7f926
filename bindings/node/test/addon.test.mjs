// The addon as a guest in the process: what it exports, threads, memory, many calls.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { addon, collect, forms, native, outcome } from './forms.mjs';

const require = createRequire(import.meta.url);
const file = process.env.KEEL_NATIVE_PATH;

test('only what Node looks for is exported', { skip: process.platform === 'win32' && 'nm is not for this platform' }, () => {
  const { stdout, status } = spawnSync('nm', ['-D', '--defined-only', file], { encoding: 'utf8' });
  assert.equal(status, 0);
  const names = stdout.trim().split('\n').map((line) => line.split(' ').pop()).sort();
  assert.deepEqual(names, ['napi_register_module_v1', 'node_api_module_get_api_version_v1']);
});

test('all that it wants from outside is Node-API and the C library', { skip: process.platform !== 'linux' && 'as ELF tells it' }, () => {
  const { stdout } = spawnSync('nm', ['-D', '--undefined-only', file], { encoding: 'utf8' });
  const foreign = stdout.trim().split('\n').map((line) => line.trim().split(/ +/).pop())
    .filter((name) => !/^napi_|@GLIBC_|^(__cxa_finalize|__gmon_start__|_ITM_\w+)/.test(name));
  assert.deepEqual(foreign, []);
});

test('the names of the contract are all there, in both spellings', () => {
  for (const name of ['stringify', 'parse', 'stableStringify', 'stable_stringify']) assert.equal(typeof addon[name], 'function', name);
});

test('a refusal is thrown whatever has become of the globals', () => {
  const { SyntaxError } = globalThis;
  try {
    for (const replaced of [5, undefined, () => {}, function () { return {}; }]) {
      globalThis.SyntaxError = replaced;
      for (const call of ['check', 'minify', 'canonical']) assert.throws(() => addon.json[call]('['), (error) => error instanceof SyntaxError && error.code === 'json.syntax');
    }
    Object.defineProperty(Error.prototype, 'code', { set() { throw new Error('a setter was asked'); }, configurable: true });
    assert.throws(() => addon.json.check('['), (error) => error instanceof SyntaxError && Object.hasOwn(error, 'code'));
  } finally {
    globalThis.SyntaxError = SyntaxError;
    delete Error.prototype.code;
  }
});

test('a raw call with wrong arguments throws and harms nothing', () => {
  for (const call of Object.values(addon.json)) {
    for (const wrong of [[], [undefined], [5], [null], [{}], [Symbol('s')], [1n], [[]], [new Uint16Array(2)], [new DataView(new ArrayBuffer(2))], [new ArrayBuffer(2)]]) {
      assert.throws(() => call(...wrong), TypeError);
    }
  }
  for (const call of ['check', 'isValid', 'minify', 'format', 'canonical', 'stable']) {
    for (const wrong of [['1', '1'], ['1', NaN], ['1', -1], ['1', 0, Infinity], ['1', 0, 0, {}]]) assert.throws(() => addon.json[call](...wrong), TypeError);
    assert.throws(() => addon.json[call]('1', 0, 70000), { code: 'json.option' });
  }
});

test('its functions need no `this`, and are no constructors to rely on', () => {
  const { minify } = addon.json;
  assert.equal(minify('[ 1 ]'), '[1]');
  assert.equal(minify.call(null, '[ 1 ]'), '[1]');
});

for (const [form, api] of forms) {
  test(`${form}: hundreds of thousands of calls leave no memory behind`, () => {
    const small = '{"b": [1, 2], "a": "ü"}', bytes = Buffer.from(small);
    const round = (count) => {
      for (let i = 0; i < count; i++) {
        api.minify(small);
        api.minify(bytes);
        api.isValid(small);
        if (i % 100 === 0) outcome(() => api.check('[1,'));
      }
    };
    const times = form === 'native' ? 100000 : 10000;
    round(times);
    collect();
    const before = process.memoryUsage.rss();
    round(2 * times);
    collect();
    assert.ok(process.memoryUsage.rss() - before < 64 * 2 ** 20, `grew by ${process.memoryUsage.rss() - before} bytes`);
  });
}

test('a large call does not stay in memory', () => {
  const large = JSON.stringify(Array.from({ length: 400000 }, (_, i) => ({ id: i, name: 'ü' })));
  native.minify('[1]');
  for (let i = 0; i < 3; i++) native.minify(large);
  const { rss } = process.memoryUsage();
  for (let i = 0; i < 10; i++) native.minify(large);
  assert.ok(process.memoryUsage.rss() - rss < 200 * 2 ** 20, `grew by ${process.memoryUsage.rss() - rss} bytes`);
});

test('results stay whole while the collector runs', () => {
  const kept = [];
  for (let i = 0; i < 20000; i++) {
    const source = `[ "${'x'.repeat(i % 700)}", ${i}, "ü" ]`;
    kept.push([i, native.minify(source), native.minify(Buffer.from(source))]);
    if (kept.length > 2000) kept.splice(0, 1000);
    if (i % 500 === 0) new Array(1e5).fill(0).map((_, k) => ({ k }));
  }
  for (const [i, text, bytes] of kept) {
    const want = `["${'x'.repeat(i % 700)}",${i},"ü"]`;
    assert.equal(text, want);
    assert.equal(bytes.toString(), want);
  }
});

/* ---- threads ---------------------------------------------------------------------------------------------------- */

const work = `
  const { parentPort, workerData } = require('node:worker_threads');
  const addon = require(workerData.file);
  const json = addon.json;
  let wrong = 0;
  for (let i = 0; i < workerData.count; i++) {
    if (json.minify('[ ' + i + ', "ü" ]') !== '[' + i + ',"ü"]') wrong++;
    if (json.isValid('[') || addon.stableStringify({ b: i, a: 1 }) !== '{"a":1,"b":' + i + '}') wrong++;
    try { json.check('[1,'); wrong++; } catch (error) { if (error.offset !== 3) wrong++; }
  }
  parentPort.postMessage(wrong);`;

const start = (count) => new Worker(work, { eval: true, workerData: { file, count } });

test('workers each have their own, at the same time', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => new Promise((resolve, reject) => {
    start(5000).once('message', resolve).once('error', reject);
  })));
  assert.deepEqual(answers, [0, 0, 0, 0, 0, 0]);
});

test('a worker that is ended in mid-call takes nothing with it', async () => {
  for (let i = 0; i < 20; i++) {
    const worker = start(1e9);
    await new Promise((resolve) => worker.once('online', resolve));
    await new Promise((resolve) => setTimeout(resolve, i));
    await worker.terminate();
  }
  assert.equal(native.minify('[ 1 ]'), '[1]');
});

test('every level of the processor gives the same answers', () => {
  const script = `
    const json = require(process.env.KEEL_NATIVE_PATH).json;
    const texts = ['[1, "ü", {"a" : null}]', '"' + 'x'.repeat(500) + '\\\\ud83d"', '[' + '{"name": "value", "list": [1, 2.5e3, -0]}, '.repeat(50) + '1]', '[1,', '"\\u0001"'];
    const answer = (f) => { try { return f(); } catch (error) { return [error.code, error.message, error.offset]; } };
    console.log(JSON.stringify(texts.map((text) => ['isValid', 'minify', 'format', 'canonical', 'stable', 'check'].map((call) => answer(() => json[call](text))))));`;
  const answers = new Map();
  for (const level of ['scalar', 'sse42', 'avx2', 'avx512', 'neon']) {
    const { stdout, status, stderr } = spawnSync(process.execPath, ['-e', script], { env: { ...process.env, KEEL_CPU: level }, encoding: 'utf8' });
    if (status === 0) answers.set(level, stdout);
    else assert.match(stderr, /cpu\.lacking/, level);
  }
  assert.ok(answers.size >= 1);
  for (const [level, answer] of answers) assert.equal(answer, answers.get('scalar'), level);
});

test('a load refused over KEEL_CPU may be tried again in the same process', () => {
  const { stdout } = spawnSync(process.execPath, ['-e', `
    process.env.KEEL_CPU = 'turbo';
    try { require(process.env.KEEL_NATIVE_PATH); } catch (error) { console.log(error.code); }
    delete process.env.KEEL_CPU;
    console.log(require(process.env.KEEL_NATIVE_PATH).json.minify('[ 1 ]'));`], { env: process.env, encoding: 'utf8' });
  assert.equal(stdout, 'cpu.unknown\n[1]\n');
});

test('require and process.dlopen give an addon that works, again and again', () => {
  for (let i = 0; i < 3; i++) {
    delete require.cache[file];
    assert.equal(require(file).json.minify('[ 1 ]'), '[1]');
  }
});

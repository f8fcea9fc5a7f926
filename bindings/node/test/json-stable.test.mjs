// stableStringify: the contract's rows, the quick way against the plain one, and the raw addon's three names.
import test from 'node:test';
import assert from 'node:assert/strict';
import vm from 'node:vm';
import { addon, below, cases, collect, native, outcome, pick, seed } from './forms.mjs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const packaged = require('../packages/json/lib/stable.js');

/** The rule as the contract says it, in its fewest words. */
function said(value) {
  const sorted = (v) => {
    if (Array.isArray(v)) return v.map(sorted);
    if (v === null || typeof v !== 'object') return v;
    const object = {};
    for (const name of Object.keys(v).sort()) {
      if (v[name] !== undefined) Object.defineProperty(object, name, { value: sorted(v[name]), enumerable: true, writable: true, configurable: true });
    }
    return object;
  };
  return JSON.stringify(sorted(value));
}

class Money { constructor() { this.unit = 'EUR'; this.amount = 3; } get secret() { return 1; } toJSON() { return 'never asked'; } }
const withFunctionThatSpeaks = () => { const f = () => 0; f.toJSON = () => 'spoken'; return f; };

const ROWS = [
  ['names are sorted', { b: 1, a: 2 }, '{"a":2,"b":1}'],
  ['deep inside too', { b: [{ d: 1, c: 2 }], a: {} }, '{"a":{},"b":[{"c":2,"d":1}]}'],
  ['array indexes come first, by number', { b: 1, 10: 1, 2: 1 }, '{"2":1,"10":1,"b":1}'],
  ['4294967294 is one, 4294967295 is none', { 4294967295: 1, 4294967294: 2, 5: 3, a: 4 }, '{"5":3,"4294967294":2,"4294967295":1,"a":4}'],
  ['01 and -1 are none', { '01': 1, '-1': 2, 1: 3 }, '{"1":3,"-1":2,"01":1}'],
  ['by units, not by code points', { '\ufb33': 1, '\u{1f600}': 2 }, '{"\u{1f600}":2,"\ufb33":1}'],
  ['undefined is dropped', { a: undefined, b: 1 }, '{"b":1}'],
  ['undefined and holes in arrays are null', [undefined, , 1], '[null,null,1]'],
  ['functions and symbols are dropped', { f() {}, s: Symbol('s'), a: 1 }, '{"a":1}'],
  ['in arrays they are null', [() => 0, Symbol('s')], '[null,null]'],
  ['what is no finite number is null', [NaN, Infinity, -Infinity], '[null,null,null]'],
  ['minus zero is zero', [-0], '[0]'],
  ['a Date is {}', { d: new Date(0) }, '{"d":{}}'],
  ['a Map and a Set are {}', [new Map([[1, 2]]), new Set([1])], '[{},{}]'],
  ['a class instance gives its own members', new Money(), '{"amount":3,"unit":"EUR"}'],
  ['an own toJSON function is asked, of the rebuilt object', { a: { toJSON(name) { return [name, Object.keys(this)]; }, b: 1 } }, '{"a":["a",["b","toJSON"]]}'],
  ['an own toJSON that is none is a member', { toJSON: 5 }, '{"toJSON":5}'],
  ['a function that has one speaks', { f: withFunctionThatSpeaks() }, '{"f":"spoken"}'],
  ['an own __proto__ is kept', JSON.parse('{"b":1,"__proto__":{"x":1}}'), '{"__proto__":{"x":1},"b":1}'],
  ['no prototype is fine', Object.assign(Object.create(null), { b: 1, a: 2 }), '{"a":2,"b":1}'],
  ['inherited names are not seen', Object.create({ a: 1 }), '{}'],
  ['names that are not enumerable neither', Object.defineProperty({ a: 1 }, 'b', { value: 2 }), '{"a":1}'],
  ['a boxed string is an object of its letters', { s: new String('hi'), n: new Number(5) }, '{"n":{},"s":{"0":"h","1":"i"}}'],
  ['bytes are an object of their indexes', new Uint8Array([7, 8]), '{"0":7,"1":8}'],
  ['a getter is read', { get b() { return 2; }, a: 1 }, '{"a":1,"b":2}'],
  ['a proxy answers for itself', new Proxy({ b: 1, a: 2 }, {}), '{"a":2,"b":1}'],
  ['an object of another realm is an object', vm.runInNewContext('({ b: 1, a: [2] })'), '{"a":[2],"b":1}'],
  ['text is escaped as V8 does', { 'a"\n': '\u0000\u001f"\\\u007f\u2028😀\ud800' }, '{"a\\"\\n":"\\u0000\\u001f\\"\\\\\u007f\u2028😀\\ud800"}'],
  ['a scalar stands for itself', 'a', '"a"'],
  ['null too', null, 'null'],
];

for (const [where, stableStringify] of [['package', packaged], ['addon.stableStringify', addon.stableStringify], ['addon.stable_stringify', addon.stable_stringify], ['plain way', packaged.plain]]) {
  for (const [says, value, want] of ROWS) {
    test(`${where}: ${says}`, () => {
      assert.equal(stableStringify(value), want);
      assert.equal(stableStringify(value), want, 'and again, when it knows the names');
      assert.equal(said(value), want, 'as the contract says it');
    });
  }

  test(`${where}: what has no text is refused as V8 refuses it`, () => {
    assert.throws(() => stableStringify({ a: 1n }), TypeError);
    for (const value of [undefined, () => 0, Symbol('s')]) {
      assert.throws(() => stableStringify(value), { message: 'Value is not JSON-serializable.', code: 'GenericFailure' });
    }
    const cycle = { a: {} };
    cycle.a.back = cycle;
    assert.throws(() => stableStringify(cycle), RangeError);
    assert.throws(() => stableStringify({ get a() { throw new SyntaxError('mine'); } }), { message: 'mine' });
  });

  test(`${where}: a toJSON that everyone inherits is asked`, () => {
    for (const target of [Object, Array, BigInt, Function]) {
      Object.defineProperty(target.prototype, 'toJSON', { value() { return 'patched'; }, configurable: true });
      try {
        for (const value of [{ a: { b: 1 } }, { a: [1] }, [[]], { f: () => 0 }, { n: target === BigInt ? 5n : 5 }]) {
          assert.deepEqual(outcome(() => stableStringify(value)), outcome(() => said(value)), target.name);
        }
      } finally {
        delete target.prototype.toJSON;
      }
    }
  });
}

test('a value as deep as the plain way can go is no cycle', () => {
  let deepest = 0;
  for (let depth = 500; depth <= 16000; depth *= 2) {
    let value = 1;
    for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { a: value } : [value];
    const want = outcome(() => packaged.plain(value));
    if (!('value' in want)) break;
    assert.deepEqual(outcome(() => packaged(value)), want);
    deepest = depth;
  }
  assert.ok(deepest >= 1000, `reached ${deepest}`);
});

/* ---- the quick way remembers names: does that ever change an answer? -------------------------------------------- */

const NAMES = ['a', 'b', 'c', 'z', 'ü', '😀', '\ufb33', '1', '02', '10', '4294967294', '4294967295', '-1', '__proto__', 'toJSON', '', 'q"', 'constructor'];

function value(depth) {
  switch (depth === 0 ? 4 + below(6) : below(10)) {
    case 0: case 1: return Array.from({ length: below(4) }, () => value(depth - 1));
    case 2: case 3: {
      const object = below(6) === 0 ? Object.create(null) : {};
      for (let i = below(6); i > 0; i--) Object.defineProperty(object, pick(NAMES), { value: value(depth - 1), enumerable: true, configurable: true, writable: true });
      return object;
    }
    case 4: return pick([undefined, null, true, false, NaN, -0, () => 0, Symbol.iterator]);
    case 5: return pick([new Date(0), new Money(), new Map(), /x/, 1n, new Boolean(true)]);
    case 6: return pick([0, 1, -1.5, 1e21, 1e-7, 5e-324, 2 ** 53]);
    default: return pick(['', 'plain', 'ü', '"', '\ud800', '\n', 'x'.repeat(below(40))]);
  }
}

test('the quick way, the plain way and the contract agree on what chance makes', () => {
  for (let i = 0; i < cases(30000); i++) {
    const made = value(4), want = outcome(() => packaged.plain(made));
    const says = `seed ${seed}, case ${i}: ${want.value}`;
    assert.deepEqual(outcome(() => packaged(made)), want, says);
    assert.deepEqual(outcome(() => addon.stableStringify(made)), want, says);
    if ('value' in want) assert.equal(said(made), want.value, says);
  }
});

test('many kinds of objects leave no growing memory behind', () => {
  const feed = (from) => {
    for (let i = from; i < from + 50000; i++) packaged([{ ['name' + i]: { ['inner' + i]: [{ ['deep' + i]: 1 }] } }, { ['x' + i]: 1, ['y' + i]: 2 }]);
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = feed(0);
  const grown = feed(50000) - before;
  assert.ok(grown < 2 ** 20, `grew by ${grown} bytes`);
});

test('what a place remembers is used only for the same names in the same order', () => {
  for (const [first, second, want] of [
    [{ b: 1, a: 2 }, { a: 3, b: 4 }, '{"a":3,"b":4}'],
    [{ a: 1, b: 2 }, { a: 1 }, '{"a":1}'],
    [{ a: 1 }, { a: 1, b: 2 }, '{"a":1,"b":2}'],
    [{ a: 1 }, { A: 1 }, '{"A":1}'],
    [{ a: [{ x: 1 }] }, { a: { x: 1 } }, '{"a":{"x":1}}'],
  ]) {
    for (let i = 0; i < 10; i++) packaged(first);
    assert.equal(packaged(second), want);
    assert.equal(packaged([first, second, first, second]), packaged.plain([first, second, first, second]));
  }
});

/* ---- the raw addon's stringify and parse are V8's --------------------------------------------------------------- */

test('stringify and parse of the addon answer as V8 does', () => {
  for (const made of [{ b: 1, a: new Date(0) }, [undefined], 'x', 5, null, { toJSON: () => 7 }]) assert.equal(addon.stringify(made), JSON.stringify(made));
  for (const text of ['{"b":1,"2":3,"b":4}', '[1e400]', ' 1 ', '{"__proto__":1}']) assert.deepEqual(addon.parse(text), JSON.parse(text));
  assert.deepEqual(Object.keys(addon.parse('{"b":1,"2":3,"b":4}')), ['2', 'b']);
});

test('they refuse with the codes of the contract', () => {
  for (const made of [undefined, () => 0, Symbol('s')]) {
    assert.throws(() => addon.stringify(made), { name: 'Error', message: 'Value is not JSON-serializable.', code: 'GenericFailure' });
  }
  for (const wrong of [undefined, null, 5, {}, Buffer.from('1')]) assert.throws(() => addon.parse(wrong), { code: 'StringExpected' });
  assert.throws(() => addon.parse('{'), { name: 'SyntaxError', code: 'GenericFailure' });
  assert.throws(() => addon.stringify(1n), { name: 'TypeError', code: 'GenericFailure' });
  const cycle = {};
  cycle.me = cycle;
  assert.throws(() => addon.stringify(cycle), { name: 'TypeError', code: 'GenericFailure' });
});

test('what is thrown by a toJSON comes through as it is', () => {
  assert.throws(() => addon.stringify({ toJSON() { throw 'a string'; } }), (thrown) => thrown === 'a string');
});

test('the package hands out V8 itself', () => {
  assert.equal(native.parse, JSON.parse);
  assert.equal(native.stringify, JSON.stringify);
});

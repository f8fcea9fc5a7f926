// Text to text, in both forms: what is said in tables, and both forms against each other on what chance writes.
import test from 'node:test';
import assert from 'node:assert/strict';
import { below, cases, fallback, forms, native, outcome, pick, random, seed } from './forms.mjs';

const CALLS = ['check', 'isValid', 'minify', 'format', 'canonical', 'stable'];

/** [says, call, text, options, answer] */
const ANSWERS = [
  ['blanks go', 'minify', ' { "a" : [ 1 , 2.0 ] } ', {}, '{"a":[1,2.0]}'],
  ['numbers and strings keep their bytes', 'minify', '[1e400, 1.0, "\\u0041"]', {}, '[1e400,1.0,"\\u0041"]'],
  ['comments and trailing commas go on request', 'minify', '[1, // one\n 2, /* two */]', { comments: true }, '[1,2]'],
  ['each line by itself', 'minify', '{"a" : 1}\n\n[2]\n', { lines: true }, '{"a":1}\n[2]\n'],
  ['all beyond ASCII is escaped on request', 'minify', '["ü", "👩"]', { ascii: true }, '["\\u00fc","\\ud83d\\udc69"]'],
  ['one member a line', 'format', '{"a":[1,{}],"b":[]}', {}, '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}'],
  ['a tab a level', 'format', '[1]', { tabs: true }, '[\n\t1\n]'],
  ['four blanks a level', 'format', '[1]', { indent: 4 }, '[\n    1\n]'],
  ['names by UTF-16 units', 'canonical', '{"\\ufb33":1,"\\ud83d\\ude00":2,"z":3}', {}, '{"z":3,"😀":2,"\ufb33":1}'],
  ['numbers as ECMAScript writes them', 'canonical', '[1e2, 1E21, 1e-7, -0, 0.1, 333333333.33333329]', {}, '[100,1e+21,1e-7,0,0.1,333333333.3333333]'],
  ['the fewest escapes', 'canonical', '"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"', {}, '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
  ['array indexes first, by number', 'stable', '{"b":1,"10":1,"2":1}', {}, '{"2":1,"10":1,"b":1}'],
  ['the last of two wins', 'stable', '{"a":1,"b":2,"a":3}', {}, '{"a":3,"b":2}'],
  ['an infinity is null', 'stable', '[1e400]', {}, '[null]'],
  ['half of a pair is escaped', 'stable', '"\\ud800"', {}, '"\\ud800"'],
  ['an own __proto__ is an ordinary member', 'stable', '{"b":1,"__proto__":{"a":1}}', {}, '{"__proto__":{"a":1},"b":1}'],
  ['an escaped half of a pair is JSON', 'isValid', '"\\ud800"', {}, true],
  ['a number beyond all doubles is JSON', 'isValid', '1e400', {}, true],
  ['a leading zero is none', 'isValid', '01', {}, false],
  ['two values are none', 'isValid', '1 2', {}, false],
  ['two lines are, line by line', 'isValid', '1\n2', { lines: true }, true],
  ['a text past a bound is not valid', 'isValid', '[[1]]', { maxDepth: 1 }, false],
];

/** A mend names the option as JavaScript knows it: [call's text, options, mend] */
const MENDS = [
  ['[1,]', {}, "take the comma before it out, or allow trailing commas (option 'comments')"],
  ['1 // one', {}, "take the comment out, or allow comments (option 'comments')"],
  ['1\n2', {}, "several values, one a line, are read with option 'lines'"],
  ['[[1]]', { maxDepth: 1 }, "raise the bound (option 'maxDepth', at most 65536), or flatten the text"],
  ['[1]', { maxSize: 2 }, "raise the bound (option 'maxSize'), 'keel limits' shows its range"],
];

/** [says, call, text, options, code, offset in the string, line, column] */
const FAULTS = [
  ['a trailing comma', 'check', '[1,\n 2,]', {}, 'json.syntax', 7, 2, 4],
  ['the column counts characters, the offset units', 'check', '["👩", x]', {}, 'json.syntax', 7, 1, 7],
  ['nothing', 'check', ' ', {}, 'json.empty', 1, 1, 2],
  ['a byte-order mark', 'minify', '\ufeff1', {}, 'json.bom', 0, 1, 1],
  ['half of a pair, as it stands', 'minify', '["ü\ud800"]', {}, 'json.utf8', 3, 1, 4],
  ['nested deeper than asked', 'format', '[[[1]]]', { maxDepth: 2 }, 'json.depth', 2, 1, 3],
  ['a name twice', 'canonical', '{"ü":1,"\\u00fc":2}', {}, 'json.duplicate', 7, 1, 8],
  ['an escaped half of a pair', 'canonical', '["a","\\udc00"]', {}, 'json.surrogate', 5, 1, 6],
  ['a number that overflows', 'canonical', '[1e400]', {}, 'json.number', 1, 1, 2],
  ['a name twice, strictly', 'check', '{"a":1,"b":{"c":1,"c":2}}', { strict: true }, 'json.duplicate', 18, 1, 19],
  ['the second line', 'check', '1\n[2\n3', { lines: true }, 'json.syntax', 4, 2, 3],
  ['a string that never ends', 'check', '["a', {}, 'json.syntax', 1, 1, 2],
  ['no such escape', 'check', '"a\\x"', {}, 'json.syntax', 2, 1, 3],
  ['a comment that was not allowed', 'check', '1 // one', {}, 'json.syntax', 2, 1, 3],
];

for (const [form, api] of forms) {
  for (const [says, call, text, options, want] of ANSWERS) {
    test(`${form}: ${call}: ${says}`, () => {
      assert.equal(api[call](text, options), want);
      const bytes = api[call](Buffer.from(text), options);
      if (typeof want !== 'string') assert.equal(bytes, want);
      else assert.ok(Buffer.isBuffer(bytes) && bytes.equals(Buffer.from(want)), 'bytes in, bytes out');
    });
  }
  for (const [says, call, text, options, code, offset, line, column] of FAULTS) {
    test(`${form}: ${call} refuses ${says}`, () => {
      const { name, ...error } = outcome(() => api[call](text, options));
      assert.equal(name, code === 'json.depth' ? 'RangeError' : 'SyntaxError');
      assert.deepEqual([error.code, error.offset, error.line, error.column], [code, offset, line, column]);
      assert.match(error.place, new RegExp(`^line ${line}, column ${column} \\(index ${offset}\\)$`));
      assert.equal(error.message, `${error.what}, at ${error.place}`);
      if (code === 'json.utf8') return; // a string's half of a pair has no bytes to give
      const bytes = outcome(() => api[call](Buffer.from(text), options));
      assert.deepEqual([bytes.code, bytes.offset], [code, Buffer.byteLength(text.slice(0, offset))], 'a byte of the Buffer');
    });
  }

  for (const [text, options, mend] of MENDS) {
    test(`${form}: ${JSON.stringify(text)} is told how to mend it`, () => assert.equal(outcome(() => api.check(text, options)).mend, mend));
  }

  test(`${form}: a text past its bound is refused by its length`, () => {
    assert.equal(outcome(() => api.check('[1,2]', { maxSize: 4 })).code, 'json.text');
    assert.equal(outcome(() => api.check('"ü"', { maxSize: 3 })).code, 'json.text', 'counted as UTF-8');
    assert.equal(outcome(() => api.check(Buffer.from('"ü"'), { maxSize: 4 })).code, undefined);
    assert.equal(api.isValid('[1,2]', { maxSize: 4 }), false);
  });

  test(`${form}: depth is bounded where it is said, and costs no stack`, () => {
    const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
    assert.equal(api.isValid(nested(1024)), true);
    assert.equal(api.isValid(nested(1025)), false);
    assert.equal(api.minify(nested(65536), { maxDepth: 65536 }), nested(65536));
    assert.equal(api.canonical(nested(65536), { maxDepth: 65536 }), nested(65536));
    assert.equal(outcome(() => api.stable(nested(100000), { maxDepth: 65536 })).code, 'json.depth');
  });

  test(`${form}: bytes that are no UTF-8 are refused at their place`, () => {
    for (const [hex, at] of [['22ff22', 1], ['22c3', 1], ['22c38022', 1], ['22e0808022', 1], ['22eda08022', 1], ['22f490808022', 1], ['5bff', 1], ['0aff', 1]]) {
      const bytes = Buffer.from(hex, 'hex');
      const isWell = hex === '22c38022';
      assert.equal(api.validUtf8(bytes), isWell, hex);
      if (!isWell) assert.deepEqual([outcome(() => api.minify(bytes)).code, outcome(() => api.minify(bytes)).offset], ['json.utf8', at], hex);
    }
    assert.equal(api.validUtf8(new Uint8Array(0)), true);
  });

  test(`${form}: a text of halves of pairs is refused as fast as any other`, () => {
    const begun = performance.now();
    assert.equal(outcome(() => api.check('"' + '\ud800'.repeat(1e6) + '"')).code, 'json.utf8');
    assert.ok(performance.now() - begun < 10000, 'looked at once, and not once for each half: that takes half a minute');
  });

  test(`${form}: a view with an offset, a plain Uint8Array and shared memory are bytes too`, () => {
    const room = Buffer.from('xx[1, 2]yy');
    assert.equal(String(api.minify(room.subarray(2, 8))), '[1,2]');
    assert.ok(Buffer.isBuffer(api.minify(new Uint8Array(room.subarray(2, 8)))));
    const shared = new Uint8Array(new SharedArrayBuffer(6));
    shared.set(room.subarray(2, 8));
    assert.equal(String(api.minify(shared)), '[1,2]');
  });

  test(`${form}: a buffer whose memory has gone is an empty one`, () => {
    const bytes = new Uint8Array([0x5b, 0x5d]);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    assert.equal(outcome(() => api.check(bytes)).code, 'json.empty');
    assert.equal(api.validUtf8(bytes), true);
  });

  test(`${form}: a result does not share memory with what came in`, () => {
    const bytes = Buffer.from('[1]');
    const result = api.minify(bytes);
    bytes[1] = 0x39;
    assert.equal(String(result), '[1]');
  });

  test(`${form}: a wrong argument is named, with what was given and what is wanted`, () => {
    const rows = [
      [() => api.check(5), TypeError, 'check: text is a number, and should be a string or a Uint8Array'],
      [() => api.minify(null), TypeError, 'minify: text is null, and should be a string or a Uint8Array'],
      [() => api.minify(new Float64Array(1)), TypeError, 'minify: text is a Float64Array, and should be a string or a Uint8Array'],
      [() => api.validUtf8('a'), TypeError, 'validUtf8: bytes is a string, and should be a Uint8Array'],
      [() => api.format('1', 5), TypeError, 'format: options is a number, and should be an object'],
      [() => api.format('1', { indents: 2 }), TypeError, "format: unknown option 'indents'"],
      [() => api.format('1', { toString: 2 }), TypeError, "format: unknown option 'toString'"],
      [() => api.format('1', { tabs: 1 }), TypeError, 'format: options.tabs is a number, and should be a boolean'],
      [() => api.format('1', { indent: '2' }), TypeError, 'format: options.indent is a string, and should be a number'],
      [() => api.format('1', { indent: 17 }), RangeError, 'format: options.indent cannot be 17'],
      [() => api.check('1', { maxDepth: 0 }), RangeError, 'check: options.maxDepth cannot be 0'],
      [() => api.check('1', { maxDepth: 1.5 }), RangeError, 'check: options.maxDepth cannot be 1.5'],
    ];
    for (const [call, kind, message] of rows) {
      assert.throws(call, (error) => error instanceof kind && error.message === message && typeof error.code === 'string' && error.mend !== undefined, message);
    }
  });
}

/* ---- both forms against each other ------------------------------------------------------------------------------ */

const NAMES = ['a', 'b', 'ü', '😀', '\ufb33', '10', '2', '01', '__proto__', 'toJSON', '', 'a"b', '\\u0061', '\\ud83d', '4294967295'];
const SCALARS = ['0', '-0', '1', '-1.5', '1e2', '1E+2', '123456789012345678901234567890', '1e400', '0.1', '5e-324', 'true', 'false', 'null',
  '""', '"a"', '"ü😀"', '"\\n\\u0000\\/"', '"\\ud83d\\ude00"', '"\\udc00"', '"\u2028\u007f"'];
const NOISE = ['', ' ', '\n', '\t\r\n', '/* c */', '// c\n', ',', '}', ']', '{', '"', '\\', '\u0001', '\ufeff', '\ud800', 'NaN', '01', '1.', '1e', '-', "'", '#', 'tru', '+1', '.5', 'é'];

function blanks() { return pick(['', '', '', ' ', '\n ', '\t']); }

function text(depth) {
  const list = (item) => Array.from({ length: below(4) }, item).join(blanks() + ',' + blanks());
  switch (depth === 0 ? 2 : below(3)) {
    case 0: return `[${blanks()}${list(() => text(depth - 1))}${blanks()}]`;
    case 1: return `{${blanks()}${list(() => `"${pick(NAMES).replaceAll('"', '\\"')}"${blanks()}:${blanks()}${text(depth - 1)}`)}}`;
    default: return pick(SCALARS);
  }
}

function spoiled(whole) {
  const at = below(whole.length + 1);
  switch (below(3)) {
    case 0: return whole.slice(0, at) + pick(NOISE) + whole.slice(at);
    case 1: return whole.slice(0, at) + whole.slice(at + 1);
    default: return whole.slice(0, at);
  }
}

function someOptions() {
  const options = {};
  if (below(3) === 0) options.comments = true;
  if (below(4) === 0) options.lines = true;
  if (below(4) === 0) options.strict = true;
  if (below(8) === 0) options.maxDepth = 1 + below(3);
  if (below(8) === 0) options.maxSize = 1 + below(40);
  if (below(4) === 0) options.ascii = true;
  if (below(4) === 0) options.tabs = true;
  if (below(4) === 0) options.indent = 1 + below(16);
  return options;
}

test('both forms answer alike on what chance writes', () => {
  const counts = { valued: 0, refused: 0 };
  for (let i = 0; i < cases(20000); i++) {
    let source = text(3);
    if (below(4) === 0) source += '\n' + text(1);
    if (random() < 0.6) source = spoiled(source);
    const options = someOptions(), call = pick(CALLS);
    const input = below(2) === 0 ? source : Buffer.from(source);
    if (Buffer.isBuffer(input) && input.length > 0 && below(4) === 0) input[below(input.length)] = below(256);
    const left = outcome(() => native[call](input, options)), right = outcome(() => fallback[call](input, options));
    assert.deepEqual(left, right, `seed ${seed}, case ${i}: ${call}(${JSON.stringify(source)}, ${JSON.stringify(options)})`);
    counts['value' in left ? 'valued' : 'refused']++;
  }
  assert.ok(Math.min(counts.valued, counts.refused) > cases(1000), `both kinds came: ${JSON.stringify(counts)}`);
});

test('what is valid, V8 reads, and nothing else', () => {
  for (let i = 0; i < cases(20000); i++) {
    const source = random() < 0.5 ? spoiled(text(3)) : text(3);
    const reads = outcome(() => JSON.parse(source)).name === undefined;
    assert.equal(native.isValid(source), reads && !/\p{Surrogate}/u.test(source), `seed ${seed}, case ${i}: ${JSON.stringify(source)}`);
  }
});

test('stable is what stableStringify makes of what V8 reads; minify and format change no value', () => {
  for (let i = 0; i < cases(5000); i++) {
    const source = text(3), value = JSON.parse(source), says = `seed ${seed}, case ${i}: ${JSON.stringify(source)}`;
    assert.equal(native.stable(source), native.stableStringify(value), says);
    assert.deepEqual(JSON.parse(native.minify(source)), value, says);
    assert.deepEqual(JSON.parse(native.format(source)), value, says);
    const again = outcome(() => native.canonical(source));
    if ('value' in again) assert.equal(native.canonical(again.value), again.value, says);
  }
});

test('every length around a block crosses unchanged, ASCII or not', () => {
  for (const filling of ['a', 'ü', '漢', '😀']) {
    for (let length = 0; length < 300; length++) {
      const source = `["${filling.repeat(length)}"]`;
      for (const tail of ['', 'z', 'é', '😀']) {
        const whole = source + (tail && `,"${tail}"`);
        assert.equal(native.minify(`[${whole}]`), `[${whole}]`);
        assert.ok(native.minify(Buffer.from(`[${whole}]`)).equals(Buffer.from(`[${whole}]`)));
      }
    }
  }
});

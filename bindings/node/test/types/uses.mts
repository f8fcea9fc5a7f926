// Real uses, and below them what must not compile.
import json, { backend, canonical, check, format, isValid, minify, parse, stable, stableStringify, stringify, validUtf8 } from '@keel/json';
import type { Backend, FormatOptions, JsonError, JsonErrorCode } from '@keel/json';
import { KeelNativeError, candidates, open, path, thisMachine } from '@keel/native';

const text: string = minify('[ 1 ]');
const bytes: Buffer = minify(Buffer.from('[ 1 ]'));
const fromPlainBytes: Buffer = canonical(new Uint8Array(2), { comments: true });
const options: FormatOptions = { indent: 4, tabs: false, ascii: true, strict: true, lines: true, maxDepth: 5, maxSize: 100 };
const pretty: string = format('1', options);
const stableText: string = stable('{}') + stableStringify({ a: 1 }) + stringify(parse('1'));
const answers: boolean[] = [isValid('1'), isValid(Buffer.alloc(1)), validUtf8(Buffer.alloc(1))];
const nothing: void = check('1', { maxDepth: 3 });
const runs: Backend = backend();
const viaDefault: string = json.minify('1');

try {
  check('[');
} catch (thrown) {
  const { code, offset, line, column, mend } = thrown as JsonError;
  const known: JsonErrorCode = code;
  const position: number = (offset ?? 0) + (line ?? 0) + (column ?? 0);
  if (thrown instanceof KeelNativeError && thrown.code === 'native.missing') console.log(thrown.mend, mend, known, position);
}

const looked: string[] = candidates(thisMachine()).map(({ file }) => file).concat(path());
const { addon } = open('json');

// @ts-expect-error a text is a string or bytes
minify(5);
// @ts-expect-error no such option
minify('1', { indents: 2 });
// @ts-expect-error blanks are for format
minify('1', { indent: 2 });
// @ts-expect-error a string goes in, a string comes out
const wrong: Buffer = minify('1');
// @ts-expect-error bytes only
validUtf8('a');
// @ts-expect-error no such code
const unknownCode: JsonErrorCode = 'json.sytnax';
// @ts-expect-error a number
check('1', { maxDepth: '3' });

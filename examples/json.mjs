// Canonical text to sign, a stable key for a cache, a fault with its place: node examples/json.mjs
import { createHash } from 'node:crypto';
import { canonical, check, format, minify, stableStringify } from '@keel/json';

// Two texts of one value have one canonical form (RFC 8785), and so one hash.
const sent = '{ "amount": 1.50, "currency": "EUR" }';
const received = '{"currency":"\\u0045UR","amount":15e-1}';
const digest = (text) => createHash('sha256').update(canonical(text)).digest('hex').slice(0, 16);
console.log(canonical(sent));
// prints: {"amount":1.5,"currency":"EUR"}
console.log(digest(sent) === digest(received));
// prints: true

// A key that does not depend on the order in which an object was put together.
console.log(stableStringify({ tool: 'shell', arguments: { cwd: '/tmp', command: 'ls' } }));
// prints: {"arguments":{"command":"ls","cwd":"/tmp"},"tool":"shell"}

// Bytes in, bytes out: no string is made in between.
console.log(minify(Buffer.from('[ 1, 2, 3 ]')).length);
// prints: 7

// Comments of a configuration are read past, and not written.
console.log(format('{"retries": 3, // waits 1 s, 2 s, 4 s\n}', { comments: true }));
// prints: {
// prints:   "retries": 3
// prints: }

try {
  check('{"name": "keel",\n "port": 08080}');
} catch (error) {
  console.log(`${error.code}: ${error.message}`);
  // prints: json.syntax: expected no more digits after a leading zero, found '8', at line 2, column 11 (index 27)
  console.log(error.mend);
  // prints: take the zero out, or write the number as a string
}

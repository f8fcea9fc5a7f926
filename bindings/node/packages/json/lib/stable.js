'use strict';
// Sorted names, then JSON.stringify: the text that equal values share.
//
// The rule, said by the plain way below: own enumerable string keys in the order of their UTF-16 units, undefined
// dropped, all objects rebuilt as plain ones; then JSON.stringify. The quick way gives the same text without building
// objects: it remembers, for each place of the value, the names that the last object there had, their sorted order and
// their quoted text. Where V8 would ask a toJSON, or refuse, the quick way steps aside for the plain one.
//
// The file stands alone: the addon carries it too.

const { stringify } = JSON;
const { keys, defineProperty } = Object;
const { isArray } = Array;

/* ---- the plain way, which is the oracle of the quick one -------------------------------------------------------- */

function rebuilt(value) {
  if (isArray(value)) {
    const list = new Array(value.length);
    for (let i = 0; i < list.length; i++) list[i] = rebuilt(value[i]);
    return list;
  }
  if (typeof value !== 'object' || value === null) return value;
  const object = {};
  for (const name of keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    // An own __proto__ is an ordinary member; assignment would make it the prototype.
    if (name === '__proto__') defineProperty(object, name, { value: rebuilt(member), enumerable: true, configurable: true, writable: true });
    else object[name] = rebuilt(member);
  }
  return object;
}

function plainStable(value) {
  const text = stringify(rebuilt(value));
  if (text === undefined) throw Object.assign(new Error('Value is not JSON-serializable.'), { code: 'GenericFailure' });
  return text;
}

/* ---- the quick way ---------------------------------------------------------------------------------------------- */

/** Thrown and caught here alone: the plain way must answer. */
const STEP_ASIDE = { stepAside: true };

/** What is remembered between calls has a ceiling: past it all is forgotten when the next call begins. */
const SHAPES_MAX = 1024;
const SHAPE_NAMES_MAX = 64;

/** After so many objects in a row with other names a place is irregular; then it learns ever more rarely. */
const MISSES_MAX = 4;

/** Names of irregular objects that are kept quoted; past it all are forgotten. */
const QUOTED_MAX = 4096;
const QUOTED_LENGTH_MAX = 64;

/** A place of the value: the names its last object had, and how often it was wrong lately. */
class Place {
  constructor() {
    this.names = null; // as they stand in the object
    this.sorted = null; // as they are written
    this.quoted = null; // the same, as text with the colon
    this.inner = null; // the places below, one a name
    this.any = null; // the place below, where names vary
    this.misses = 0;
  }

  learn(names) {
    this.names = names;
    this.sorted = inOutputOrder(names);
    this.quoted = this.sorted.map((name) => stringify(name) + ':');
    this.inner = new Array(names.length).fill(null);
  }
}

let top = new Place();
let shapesLeft = SHAPES_MAX;

const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;
const INDEX_MAX = 4294967294;

const isIndex = (name) => INDEX.test(name) && Number(name) <= INDEX_MAX;

/** May one of them be an array index? */
function anyBeginsWithDigit(names) {
  for (let i = 0; i < names.length; i++) if ((names[i].charCodeAt(0) - 48) >>> 0 < 10) return true;
  return false;
}

/** As a rebuilt object lists them: array indexes first, by number; then the others by their units. Sorts in place. */
function inOutputOrder(names) {
  const sorted = sort(names.slice());
  if (!sorted.some(isIndex)) return sorted;
  return sorted.filter(isIndex).sort((a, b) => a - b).concat(sorted.filter((name) => !isIndex(name)));
}

/** Most names differ in their first unit already, and that is asked without a call. */
function comesAfter(a, b) {
  const left = a.charCodeAt(0), right = b.charCodeAt(0);
  return left === right || a === '' || b === '' ? a > b : left > right;
}

/** Few names, often sorted already: insertion wins over the general sort. */
function sort(names) {
  if (names.length > 48) return names.sort();
  for (let i = 1; i < names.length; i++) {
    const name = names[i];
    let at = i;
    while (at > 0 && comesAfter(names[at - 1], name)) {
      names[at] = names[at - 1];
      at--;
    }
    names[at] = name;
  }
  return names;
}

const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** V8's own quoting costs a call that short texts need not pay, and is faster for long ones. */
function quote(text) {
  return text.length > 5000 || NEEDS_ESCAPE.test(text) ? stringify(text) : '"' + text + '"';
}

function isSame(a, b) {
  const length = a.length;
  if (length !== b.length) return false;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const isPowerOfTwo = (number) => (number & (number - 1)) === 0;

/** Does the place know these names, now that it has seen them? */
function knows(place, names) {
  if (place.names !== null && isSame(names, place.names)) {
    place.misses = 0;
    return true;
  }
  place.misses++;
  if (place.misses > MISSES_MAX && !isPowerOfTwo(place.misses)) return false;
  if (shapesLeft === 0 || names.length > SHAPE_NAMES_MAX) return false;
  shapesLeft--;
  place.learn(names);
  return true;
}

function writeObject(object, place) {
  const names = keys(object);
  if (!knows(place, names)) return writeIrregular(object, names, place.any ??= new Place());
  const { sorted, quoted, inner } = place;
  let text = '', comma = '{';
  for (let i = 0; i < sorted.length; i++) {
    const member = object[sorted[i]];
    let written;
    if (typeof member === 'string') written = quote(member);
    else if (typeof member === 'object' && member !== null) {
      const below = inner[i] ??= new Place();
      written = isArray(member) ? writeArray(member, below) : writeObject(member, below);
    } else {
      written = writeScalar(member);
      if (written === undefined) continue;
    }
    text += comma + quoted[i] + written;
    comma = ',';
  }
  return comma === '{' ? '{}' : text + '}';
}

const quotedNames = new Map();

/** A name as text with the colon. Looking it up is cheaper than looking through it. */
function quoteName(name) {
  let quoted = quotedNames.get(name);
  if (quoted !== undefined) return quoted;
  quoted = stringify(name) + ':';
  if (name.length > QUOTED_LENGTH_MAX) return quoted;
  if (quotedNames.size === QUOTED_MAX) quotedNames.clear();
  quotedNames.set(name, quoted);
  return quoted;
}

function writeIrregular(object, names, below) {
  const sorted = anyBeginsWithDigit(names) ? inOutputOrder(names) : sort(names);
  let text = '', comma = '{';
  for (let i = 0; i < sorted.length; i++) {
    const name = sorted[i];
    const member = object[name];
    let written;
    if (typeof member === 'string') written = quote(member);
    else if (typeof member === 'number') written = member - member === 0 ? '' + member : 'null';
    else if (typeof member === 'object' && member !== null) written = isArray(member) ? writeArray(member, below) : writeObject(member, below);
    else {
      written = writeScalar(member);
      if (written === undefined) continue;
    }
    text += `${comma}${quoteName(name)}${written}`;
    comma = ',';
  }
  return text === '' ? '{}' : text + '}';
}

function writeArray(list, place) {
  if (list.length === 0) return '[]';
  let text = '[';
  for (let i = 0; i < list.length; i++) {
    const member = list[i];
    if (i > 0) text += ',';
    if (typeof member === 'string') text += quote(member);
    else if (typeof member === 'object' && member !== null) text += isArray(member) ? writeArray(member, place) : writeObject(member, place);
    else text += writeScalar(member) ?? 'null';
  }
  return text + ']';
}

/** Undefined where JSON has no such value. A function may carry a toJSON, a bigint is refused: V8 knows how. */
function writeScalar(value) {
  switch (typeof value) {
    case 'number': return value - value === 0 ? '' + value : 'null';
    case 'boolean': return value ? 'true' : 'false';
    case 'object': return 'null';
    case 'undefined': case 'symbol': return undefined;
    default: throw STEP_ASIDE;
  }
}

function quickStable(value) {
  if (shapesLeft === 0) {
    top = new Place();
    shapesLeft = SHAPES_MAX;
  }
  return isArray(value) ? writeArray(value, top) : writeObject(value, top);
}

/** A toJSON that all objects inherit is asked by V8 for the rebuilt ones too. */
const isPatched = () => Object.prototype.toJSON !== undefined || Array.prototype.toJSON !== undefined;

function stableStringify(value) {
  if (typeof value !== 'object' || value === null || isPatched()) return plainStable(value);
  try {
    return quickStable(value);
  } catch (error) {
    // A deep value may fit the plain way's stack yet; a cycle ends there in V8's own RangeError.
    if (error !== STEP_ASIDE && !(error instanceof RangeError)) throw error;
    return plainStable(value);
  }
}

stableStringify.plain = plainStable;
module.exports = stableStringify;

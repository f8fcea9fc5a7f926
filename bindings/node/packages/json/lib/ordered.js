'use strict';
// The JavaScript form of src/skills/json/canonical.c and stable.c: it listens to the reader and puts each object
// together when it closes, so that depth costs no stack.

const { Fault } = require('./fault.js');
const { utf8Length } = require('./text.js');

/** Bounds of src/skills/json/limits.def. */
const NAME_BYTES_MAX = 2 ** 24;
const MEMBERS_MAX = 2 ** 24;

const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;
const INDEX_MAX = 4294967294;
const isIndex = (name) => INDEX.test(name) && Number(name) <= INDEX_MAX;

const byUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** As an object of JavaScript holds them: array indexes first, by number. */
function asInScript(a, b) {
  const left = isIndex(a), right = isIndex(b);
  if (left && right) return a - b;
  return left !== right ? right - left : byUnits(a, b);
}

const ALONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Names and values as they come; the base of what needs to know both. */
class Members {
  constructor(source, rules) {
    this.source = source;
    this.rules = rules;
    this.containers = [];
    this.text = '';
    this.twice = null; // the first name that stood in its object before: [at, end]
    this.alone = null; // the first string with half of a surrogate pair
  }

  /** The value of a string token, and a note if it holds half of a pair. */
  valueOf(at, end) {
    const token = this.source.slice(at, end);
    if (!token.includes('\\')) return token.slice(1, -1);
    const value = JSON.parse(token);
    if (this.alone === null && ALONE.test(value)) this.alone = [at, end];
    return value;
  }

  name(at, end) {
    if ((end - at) * 3 > NAME_BYTES_MAX && utf8Length(this.source, at + 1, end - 1) > NAME_BYTES_MAX) {
      throw new Fault('json.name', `a name here is longer than ${NAME_BYTES_MAX} bytes`, at);
    }
    const around = this.containers[this.containers.length - 1];
    around.name = this.valueOf(at, end);
    if (around.members.has(around.name)) this.twice ??= [at, end];
  }

  put(at, text) {
    const around = this.containers[this.containers.length - 1];
    if (around === undefined) this.text = text;
    else if (around.members === undefined) around.texts.push(text);
    else {
      if (++around.count > MEMBERS_MAX) throw new Fault('json.members', `an object has more than ${MEMBERS_MAX} members`, at);
      around.members.set(around.name, text);
    }
  }

  open(isObject, at) {
    this.containers.push(isObject ? { at, members: new Map(), count: 0, name: '' } : { at, texts: [] });
  }

  close() {
    const { at, members, texts } = this.containers.pop();
    this.put(at, members === undefined ? `[${texts.join(',')}]` : this.objectOf(members));
  }

  refuseTwice() {
    if (this.twice === null) return;
    const [at, end] = this.twice;
    throw new Fault('json.duplicate', `a name stands twice in one object: ${this.source.slice(at, end)}`, at, 'take one of the two members out');
  }
}

/** Only looks for names that stand twice. */
class Names extends Members {
  string(at) { this.put(at, ''); }
  scalar(at) { this.put(at, ''); }
  objectOf() { return ''; }
  close() { this.put(this.containers.pop().at, ''); }
  finish() { this.refuseTwice(); }
}

/** Names in order, numbers as ECMAScript writes them, the fewest escapes. */
class Ordered extends Members {
  constructor(source, rules, isCanonical) {
    super(source, rules);
    this.isCanonical = isCanonical;
  }

  string(at, end) { this.put(at, JSON.stringify(this.valueOf(at, end))); }

  scalar(at, end) {
    const token = this.source.slice(at, end);
    this.put(at, /[a-z]$/.test(token) ? token : this.numberOf(at, token));
  }

  numberOf(at, token) {
    const number = Number(token);
    if (Number.isFinite(number)) return String(number);
    if (!this.isCanonical) return 'null';
    throw new Fault('json.number', 'a number here is beyond what a double can hold', at, 'write it as a string, or keep such numbers as text');
  }

  objectOf(members) {
    const names = Array.from(members.keys()).sort(this.isCanonical ? byUnits : asInScript);
    return `{${names.map((name) => `${JSON.stringify(name)}:${members.get(name)}`).join(',')}}`;
  }

  finish() {
    if (this.isCanonical && this.alone !== null) {
      const [at, end] = this.alone;
      throw new Fault('json.surrogate', `half of a surrogate pair stands alone in ${this.source.slice(at, end)}`, at, 'write both halves, or \\ufffd in its place');
    }
    if (this.isCanonical || this.rules.strict) this.refuseTwice();
  }
}

module.exports = { Names, Ordered };

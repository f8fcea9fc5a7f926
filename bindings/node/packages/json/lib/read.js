'use strict';
// The JavaScript form of src/skills/json/plain.c: the same decisions in the same order, so that a fault has the same
// name, place and words on either side.

const { Fault } = require('./fault.js');

const BLANK = /[ \t\n\r]*/y;
const STRING_RUN = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const HEX = /[0-9a-fA-F]{4}/y;

function behind(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

const CUT_OFF = 'the text seems to be cut off: look at where it comes from';
const NO_VALUE = 'an empty value is written null, "", [] or {}';
const NO_COMMENTS = "take the comment out, or allow comments (option 'comments')";
const NEXT_LINE = 'begin a new line for the next value';
const NO_LINES = "several values, one a line, are read with option 'lines'";

const isDigit = (c) => c >= '0' && c <= '9';
const hex = (number, width) => number.toString(16).padStart(width, '0');

/**
 * Reads one value and nothing behind it, from `at` to `end`. `sink`, if there is one, is told what comes, in the order
 * of the text: open(isObject, at), close(), name(at, end), string(at, end), scalar(at, end); it may throw a Fault.
 */
class Reader {
  constructor(text, at, end, rules, sink) {
    Object.assign(this, { text, at, end, rules, sink });
    this.open = []; // true: an object
  }

  get atEnd() { return this.at >= this.end; }
  next() { return this.at < this.end ? this.text[this.at] : ''; }
  starts(word) { return this.at + word.length <= this.end && this.text.startsWith(word, this.at); }

  /* ---- what is wrong ---- */

  found() {
    if (this.atEnd) return 'the end of the text';
    const code = this.text.codePointAt(this.at);
    return code < 0x20 || code === 0x7F ? `the byte 0x${hex(code, 2)}` : `'${String.fromCodePoint(code)}'`;
  }

  unexpected(wanted, mend) {
    const fault = new Fault('json.syntax', `expected ${wanted}, found ${this.found()}`, this.at, mend);
    fault.ranOut = this.atEnd;
    return fault;
  }

  unexpectedValue(wanted, otherwise) {
    const c = this.next();
    let mend = otherwise;
    if (c === "'") mend = 'write strings and names in double quotes';
    else if (c === '/' || c === '#') mend = NO_COMMENTS;
    else if ((c === ']' || c === '}') && this.byteBefore() === ',') mend = "take the comma before it out, or allow trailing commas (option 'comments')";
    else if (c === '}' && this.byteBefore() === ':') mend = 'write a value behind the colon';
    else if (c === ',') mend = 'take this comma out, or write what belongs before it';
    else if (['NaN', 'Infinity', 'undefined', 'None'].some((word) => this.starts(word))) mend = 'JSON has no such value: write null, or a string';
    else if (this.starts('True') || this.starts('False')) mend = 'write true and false in lower case';
    else if (c === '+' || c === '.') mend = "a number begins with a digit or with '-'";
    else if (this.atEnd) mend = CUT_OFF;
    return this.unexpected(wanted, mend);
  }

  /** The last character before this place that is no blank. */
  byteBefore() {
    let at = this.at;
    while (at > 0 && ' \t\n\r'.includes(this.text[at - 1])) at--;
    return at === 0 ? '' : this.text[at - 1];
  }

  /** Between two tokens of a container: a sign is missing, or the rest of the text. */
  unexpectedSign(wanted, mend) { return this.unexpected(wanted, this.atEnd ? CUT_OFF : mend); }

  neverEnds(what, at, mend) {
    const fault = new Fault('json.syntax', what, at, mend);
    fault.ranOut = true;
    return fault;
  }

  /* ---- blanks and comments ---- */

  skipBlanks() {
    for (;;) {
      this.at = Math.min(behind(BLANK, this.text, this.at), this.end);
      if (!this.rules.comments || this.next() !== '/' || this.at + 1 >= this.end) return;
      const kind = this.text[this.at + 1];
      if (kind !== '/' && kind !== '*') return;
      this.skipComment(kind);
    }
  }

  skipComment(kind) {
    const stop = this.text.indexOf(kind === '/' ? '\n' : '*/', this.at + 2);
    if (kind === '/') {
      this.at = stop === -1 || stop > this.end ? this.end : stop;
    } else if (stop === -1 || stop + 2 > this.end) {
      throw this.neverEnds('a comment that begins here never ends', this.at, "end it with '*/'");
    } else {
      this.at = stop + 2;
    }
  }

  /* ---- scalars ---- */

  readString(tell) {
    const start = this.at++;
    let badEscape = -1;
    for (;;) {
      this.at = Math.min(behind(STRING_RUN, this.text, this.at), this.end);
      if (this.atEnd) throw this.neverEnds('a string that begins here never ends', start, "end it with '\"'; a quote inside is written as \\\"");
      const c = this.text[this.at];
      if (c === '"') break;
      if (c < ' ') throw this.unexpected('no control character in a string', `write it as an escape: \\n, \\t, \\u${hex(c.charCodeAt(0), 4)}`);
      const escape = this.at++;
      if (this.at < this.end && this.text[this.at] >= ' ') {
        if (badEscape === -1 && !this.isEscape(this.at)) badEscape = escape;
        this.at++;
      }
    }
    if (badEscape !== -1) {
      throw new Fault('json.syntax', 'no such escape in a string', badEscape, 'a backslash is written as \\\\; escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX');
    }
    this.at++;
    tell?.call(this.sink, start, this.at);
  }

  isEscape(at) {
    const c = this.text[at];
    return c === 'u' ? behind(HEX, this.text, at + 1) !== -1 && at + 5 <= this.end : '"\\/bfnrt'.includes(c);
  }

  readNumber() {
    const start = this.at;
    const stop = behind(NUMBER, this.text, start);
    this.at = stop === -1 ? start + 1 : Math.min(stop, this.end);
    if (stop === -1) throw this.unexpected('a digit'); // '-' alone
    const last = this.text[this.at - 1];
    if (last === '0' && isDigit(this.next()) && (this.at === start + 1 || (this.at === start + 2 && this.text[start] === '-'))) {
      throw this.unexpected('no more digits after a leading zero', 'take the zero out, or write the number as a string');
    }
    this.refuseHalfNumber(start);
    this.sink?.scalar(start, this.at);
  }

  /** A point or an exponent that has no digits. */
  refuseHalfNumber(start) {
    const c = this.next();
    const read = this.text.slice(start, this.at);
    if (c === '.' && !/[.eE]/.test(read)) this.at++;
    else if ((c === 'e' || c === 'E') && !/[eE]/.test(read)) {
      this.at++;
      if (this.next() === '+' || this.next() === '-') this.at++;
    } else return;
    throw this.unexpected('a digit');
  }

  readWord(word) {
    if (!this.starts(word)) throw this.unexpectedValue('a value');
    this.sink?.scalar(this.at, this.at + word.length);
    this.at += word.length;
  }

  readScalar(wanted) {
    const c = this.next();
    if (c === '"') this.readString(this.sink?.string);
    else if (c === 't') this.readWord('true');
    else if (c === 'f') this.readWord('false');
    else if (c === 'n') this.readWord('null');
    else if (c === '-' || isDigit(c)) this.readNumber();
    else throw this.unexpectedValue(wanted);
  }

  /* ---- containers ---- */

  openContainer() {
    if (this.open.length === this.rules.maxDepth) {
      throw new Fault('json.depth', `the text is nested deeper than ${this.rules.maxDepth} levels`, this.at,
        "raise the bound (option 'maxDepth', at most 65536), or flatten the text");
    }
    const isObject = this.next() === '{';
    this.sink?.open(isObject, this.at);
    this.open.push(isObject);
    this.at++;
    return isObject ? 'name or end' : 'value or end';
  }

  closeContainer() {
    this.open.pop();
    this.at++;
    this.sink?.close(this.at);
    return 'behind';
  }

  readName() {
    if (this.next() !== '"') throw this.unexpectedValue('a name in double quotes', 'write names in double quotes');
    this.readString(this.sink?.name);
    this.skipBlanks();
    if (this.next() !== ':') throw this.unexpectedSign("':' after a name", 'write a colon and a value behind the name');
    this.at++;
    return 'value';
  }

  readValue(wanted) {
    if (this.next() === '{' || this.next() === '[') return this.openContainer();
    this.readScalar(wanted);
    return 'behind';
  }

  readBehind() {
    const inObject = this.open[this.open.length - 1];
    if (this.next() === ',') {
      this.at++;
      return (inObject ? 'name' : 'value') + (this.rules.comments ? ' or end' : '');
    }
    if (this.next() === (inObject ? '}' : ']')) return this.closeContainer();
    if (inObject) throw this.unexpectedSign("',' or '}' after a member", this.next() === ']' ? "end the object with '}'" : 'put a comma between two members');
    throw this.unexpectedSign("',' or ']' after an element", this.next() === '}' ? "end the array with ']'" : 'put a comma between two elements');
  }

  step(expected) {
    switch (expected) {
      case 'value or end': return this.next() === ']' ? this.closeContainer() : this.readValue("a value or ']'");
      case 'value': return this.readValue('a value');
      case 'name or end': return this.next() === '}' ? this.closeContainer() : this.readName();
      case 'name': return this.readName();
      default: return this.readBehind();
    }
  }

  readDocument() {
    let expected = 'value';
    for (this.skipBlanks(); expected !== 'behind' || this.open.length > 0; this.skipBlanks()) {
      if (this.atEnd && this.open.length === 0) {
        const fault = new Fault('json.empty', 'there is no value in the text', this.at, NO_VALUE);
        fault.ranOut = true;
        throw fault;
      }
      expected = this.step(expected);
    }
    if (!this.atEnd) throw this.unexpected('nothing after the value', this.next() === '/' ? NO_COMMENTS : this.rules.lines ? NEXT_LINE : NO_LINES);
  }
}

/** Reads the text from `at` to `end`. `badByte`: the text goes on at `end`, but with a byte that is no UTF-8. */
function readOne(text, at, end, badByte, rules, sink) {
  if (text.charCodeAt(at) === 0xFEFF && at < end) {
    throw new Fault('json.bom', 'the text begins with a byte-order mark', at, 'take the first three bytes off: tail -c +4 FILE');
  }
  try {
    new Reader(text, at, end, rules, sink).readDocument();
  } catch (fault) {
    if (badByte === undefined || !(fault instanceof Fault) || !fault.ranOut) throw fault;
  }
  // What broke where the text is no longer UTF-8 broke because of that; what is told is the first fault.
  if (badByte !== undefined) {
    const form = end === at && badByte >= 0xFE ? 'utf-16' : 'latin1'; // its byte-order mark
    throw new Fault('json.utf8', `the byte 0x${hex(badByte, 2)} here is not UTF-8`, end, `convert the text: iconv -f ${form} -t utf-8`);
  }
}

/** The lines that are not blank, as [start, end]; the newline belongs to none. */
function* linesOf(text, badByte) {
  for (let at = 0; at < text.length || (at === text.length && badByte !== undefined);) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const isBroken = newline === -1 && badByte !== undefined;
    if (isBroken || /[^ \t\r]/.test(text.slice(at, end))) yield [at, end, isBroken ? badByte : undefined];
    if (newline === -1) return;
    at = end + 1;
  }
}

/**
 * Reads a taken text by the rules: one value, or with `lines` one a line. `sinkOf()` makes a sink for each value, whose
 * finish(), if it has one, is called behind the value.
 */
function read({ units, badByte, length }, rules, sinkOf = () => undefined) {
  if (length > rules.maxSize) {
    throw new Fault('json.text', `the text is longer than ${rules.maxSize} bytes`, -1, "raise the bound (option 'maxSize'), 'keel limits' shows its range");
  }
  const all = [[0, units.length, badByte]];
  for (const [start, end, bad] of rules.lines && units.charCodeAt(0) !== 0xFEFF ? linesOf(units, badByte) : all) {
    const sink = sinkOf();
    readOne(units, start, end, bad, rules, sink);
    sink?.finish?.();
  }
}

module.exports = { read };

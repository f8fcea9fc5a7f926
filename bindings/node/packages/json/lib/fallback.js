'use strict';
// The JavaScript form of the part `json`: the functions of the addon's namespace `json`, with the same arguments, the
// same bytes and the same errors. It asks nothing of Node.

const { FLAGS, NUMBERS } = require('./options.js');
const { take, give, isValidUtf8 } = require('./text.js');
const { Fault } = require('./fault.js');
const { read } = require('./read.js');
const { Layout } = require('./layout.js');
const { Names, Ordered } = require('./ordered.js');

const LIMITS = ['json.text', 'json.depth', 'json.name', 'json.members'];

function rulesOf(flags, maxDepth, maxSize, indent) {
  const rules = {
    maxDepth: maxDepth ?? NUMBERS.maxDepth.standard,
    maxSize: maxSize ?? NUMBERS.maxSize.standard,
    indent: indent ?? NUMBERS.indent.standard };
  for (const name of Object.keys(FLAGS)) rules[name] = (flags & FLAGS[name]) !== 0;
  return rules;
}

/** Line and column, from 1; a column is a code point. */
function placeOf(units, index) {
  const lineStart = units.lastIndexOf('\n', index - 1) + 1;
  let line = 1;
  for (let at = units.indexOf('\n'); at !== -1 && at < lineStart; at = units.indexOf('\n', at + 1)) line++;
  return { line, column: Array.from(units.slice(lineStart, index)).length + 1 };
}

/** What is thrown for a fault: the same kind and fields as the addon's. */
function errorOf(fault, taken) {
  const fields = { code: fault.code, what: fault.what, mend: fault.mend };
  let message = fault.what;
  if (fault.mend === undefined) delete fields.mend;
  if (fault.at !== -1) {
    const { line, column } = placeOf(taken.units, fault.at);
    const offset = taken.offsetOf(fault.at);
    const place = `line ${line}, column ${column} (${taken.isString ? 'index' : 'byte'} ${offset})`;
    Object.assign(fields, { place, offset, line, column });
    message += `, at ${place}`;
  }
  return Object.assign(LIMITS.includes(fault.code) ? new RangeError(message) : new SyntaxError(message), fields);
}

/** Reads a taken text for the sinks of `makeSink`, and gives out what they wrote; undefined: only reads. */
function readFor(taken, rules, makeSink) {
  const sinks = [];
  const sinkOf = () => {
    const sink = makeSink(taken.units, rules);
    sinks.push(sink);
    return sink;
  };
  try {
    read(taken, rules, makeSink && sinkOf);
  } catch (fault) {
    throw fault instanceof Fault ? errorOf(fault, taken) : fault;
  }
  return sinks.map((sink) => sink.text + (rules.lines ? '\n' : '')).join('');
}

/** The grammar, and with `strict` no name twice in one object. */
function checkTaken(taken, rules) {
  readFor(taken, rules, rules.strict ? (source) => new Names(source, rules) : undefined);
}

function check(text, ...options) {
  checkTaken(take(text), rulesOf(...options));
}

const layoutCall = (isPretty) => (text, ...options) => {
  const taken = take(text), rules = rulesOf(...options);
  checkTaken(taken, rules);
  return give(taken, readFor(taken, rules, (source) => new Layout(source, rules, isPretty)));
};

const orderCall = (isCanonical) => (text, ...options) => {
  const taken = take(text), rules = rulesOf(...options);
  return give(taken, readFor(taken, rules, (source) => new Ordered(source, rules, isCanonical)));
};

function isValid(text, ...options) {
  try {
    check(text, ...options);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}

module.exports = {
  check,
  isValid,
  minify: layoutCall(false),
  format: layoutCall(true),
  canonical: orderCall(true),
  stable: orderCall(false),
  validUtf8: isValidUtf8,
};

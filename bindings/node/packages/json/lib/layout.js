'use strict';
// The JavaScript form of src/skills/json/layout.c: each token is taken over as it stands, and only the blanks between
// two tokens are decided. It listens to the reader, so a text that is refused at its end has been laid out in vain.

const escaped = (text) => text.replace(/[\u0080-\uffff]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));

class Layout {
  constructor(source, rules, isPretty) {
    this.source = source;
    this.rules = rules;
    this.isPretty = isPretty;
    this.blanks = rules.tabs ? '\t' : ' '.repeat(rules.indent);
    this.text = '';
    this.containers = []; // of each open container: has something been written in it, and what closes it
    this.isAfterName = false;
  }

  /** What stands before a name or a value. */
  separate() {
    if (this.isAfterName) {
      this.isAfterName = false;
      this.text += this.isPretty ? ': ' : ':';
      return;
    }
    const around = this.containers[this.containers.length - 1];
    if (around === undefined) return;
    if (around.count++ > 0) this.text += ',';
    this.breakLine();
  }

  breakLine() {
    if (this.isPretty) this.text += '\n' + this.blanks.repeat(this.containers.length);
  }

  token(at, end) {
    this.separate();
    const token = this.source.slice(at, end);
    this.text += this.rules.ascii ? escaped(token) : token;
  }

  open(isObject) {
    this.separate();
    this.text += isObject ? '{' : '[';
    this.containers.push({ count: 0, closer: isObject ? '}' : ']' });
  }

  close() {
    const { count, closer } = this.containers.pop();
    if (count > 0) this.breakLine();
    this.text += closer;
  }

  name(at, end) {
    this.token(at, end);
    this.isAfterName = true;
  }

  string(at, end) { this.token(at, end); }
  scalar(at, end) { this.token(at, end); }
}

module.exports = { Layout };

/** What both entries of @keel/json share; `Bytes` is what bytes come out as: Buffer on Node, Uint8Array elsewhere. */

export interface ReadOptions {
  /** Read past comments and trailing commas (JSONC). Default false. */
  comments?: boolean;
  /** One value a line, blank lines between (JSON Lines). Default false. */
  lines?: boolean;
  /** Refuse a name that stands twice in one object. Default false: the last one wins. */
  strict?: boolean;
  /** Refuse arrays and objects nested deeper: 1 to 65536. Default 1024. */
  maxDepth?: number;
  /** Refuse a text of more bytes, counted as UTF-8: 1 to 2^36. Default 2^30. */
  maxSize?: number;
}

export interface MinifyOptions extends ReadOptions {
  /** Write all beyond ASCII as \uXXXX. Default false. */
  ascii?: boolean;
}

export interface FormatOptions extends MinifyOptions {
  /** Blanks a level, 1 to 16. Default 2. */
  indent?: number;
  /** One tab a level instead. Default false. */
  tabs?: boolean;
}

export type JsonErrorCode =
  | 'json.syntax' | 'json.empty' | 'json.utf8' | 'json.bom'
  | 'json.duplicate' | 'json.surrogate' | 'json.number'
  | 'json.text' | 'json.depth' | 'json.members' | 'json.name';

/** What the calls throw for a text: a SyntaxError, or past a bound a RangeError. */
export interface JsonError extends Error {
  code: JsonErrorCode;
  /** The sentence without its place. */
  what: string;
  /** "line 3, column 14 (index 52)"; absent where the text as a whole is meant. */
  place?: string;
  mend?: string;
  /** An index into the string, or a byte of the Buffer. */
  offset?: number;
  /** From 1. */
  line?: number;
  /** From 1, in code points. */
  column?: number;
}

export interface Backend {
  readonly kind: 'native' | 'js';
  readonly why: string;
  readonly path?: string;
  readonly version?: string;
  readonly cpu?: string;
}

export interface TextToText<Options, Bytes extends Uint8Array> {
  (text: string, options?: Options): string;
  (text: Uint8Array, options?: Options): Bytes;
}

export interface JsonApi<Bytes extends Uint8Array> {
  /** V8's own JSON.parse: nothing that returns JavaScript objects beats it. */
  parse: typeof JSON.parse;

  /** V8's own JSON.stringify. */
  stringify: typeof JSON.stringify;

  /**
   * The text that equal values share: own enumerable names sorted by UTF-16 units (array indexes first, by number),
   * undefined dropped, every object written as a plain one (a Date is {}), then as JSON.stringify writes it.
   * Throws a TypeError for a bigint, a RangeError for a cycle, an Error for what JSON has no text for.
   */
  stableStringify(value: unknown): string;

  /** Throws a JsonError if the text is not JSON. */
  check(text: string | Uint8Array, options?: ReadOptions): void;

  /** Is the text JSON, within the bounds? */
  isValid(text: string | Uint8Array, options?: ReadOptions): boolean;

  /** Without the blanks. Numbers and strings keep their bytes. */
  minify: TextToText<MinifyOptions, Bytes>;

  /** One member or element a line, indented. Numbers and strings keep their bytes. */
  format: TextToText<FormatOptions, Bytes>;

  /** RFC 8785: the one form that all equal values share. Refuses a name twice, a lone surrogate, 1e400. */
  canonical: TextToText<ReadOptions, Bytes>;

  /** From text to text what stableStringify(JSON.parse(text)) gives. */
  stable: TextToText<ReadOptions, Bytes>;

  /** Are the bytes well-formed UTF-8? */
  validUtf8(bytes: Uint8Array): boolean;

  /** What runs, and why. Throws where the settings cannot be followed. */
  backend(): Backend;
}

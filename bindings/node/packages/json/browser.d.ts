import type { JsonApi } from './lib/api.js';

export type { Backend, FormatOptions, JsonError, JsonErrorCode, MinifyOptions, ReadOptions } from './lib/api.js';

type Api = JsonApi<Uint8Array>;

export const parse: Api['parse'];
export const stringify: Api['stringify'];
export const stableStringify: Api['stableStringify'];
export const check: Api['check'];
export const isValid: Api['isValid'];
export const minify: Api['minify'];
export const format: Api['format'];
export const canonical: Api['canonical'];
export const stable: Api['stable'];
export const validUtf8: Api['validUtf8'];
export const backend: Api['backend'];

/** What runs a part, and why. */
export interface Backend {
  readonly kind: 'native' | 'js';
  /** The setting or finding that decided. */
  readonly why: string;
  /** The native file; only where kind is 'native', as the two below. */
  readonly path?: string;
  readonly version?: string;
  /** The instructions in use: scalar, sse42, avx2, avx512 or neon. KEEL_CPU lowers it. */
  readonly cpu?: string;
}

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** On Linux; elsewhere empty. */
  readonly libc: 'gnu' | 'musl' | '';
}

export interface Candidate {
  readonly kind: 'named' | 'file' | 'package';
  /** A path, or the name of a package. */
  readonly file: string;
  /** As error messages call it. */
  readonly says: string;
}

export type NativeErrorCode =
  /** Nothing was found, and KEEL_NATIVE=require. */
  | 'native.missing'
  /** A file was found and does not load. */
  | 'native.broken'
  /** KEEL_NATIVE_PATH names no file. */
  | 'native.path'
  /** KEEL_NATIVE, or a part's own variable, holds an unknown word. */
  | 'native.setting'
  /** A disable flag stands against KEEL_NATIVE=require. */
  | 'native.disabled'
  /** KEEL_NATIVE=wasm: not built yet. */
  | 'native.wasm';

export class KeelNativeError extends Error {
  readonly code: NativeErrorCode;
  readonly what: string;
  readonly place?: string;
  readonly mend?: string;
}

/** The addon for a part, or null where its JavaScript form is to be taken. Read once, at the part's first use. */
export function open(part: string): { addon: any; backend: Backend };

/** What parts run on here, unless a part's own variable says otherwise. */
export function backend(): Backend;

/** The path of the native file. Throws native.missing where there is none. */
export function path(): string;

/** Where the native file may lie on a machine, first choice first. */
export function candidates(machine: Machine, environment?: Record<string, string | undefined>): Candidate[];

export function thisMachine(): Machine;

/** The variables of the drop-in loaders, by part. */
export const contract: Readonly<Record<string, { readonly path: string; readonly disable: string }>>;

export const version: string;

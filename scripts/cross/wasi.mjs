// Runs a WebAssembly program in node's WASI: no files, the tests' own variables, and its exit status.
//
//     node --no-warnings wasi.mjs PROGRAM [ARGUMENT...]
import { readFile } from 'node:fs/promises';
import { argv, env, exit } from 'node:process';
import { WASI } from 'node:wasi';

const [program, ...rest] = argv.slice(2);
const handed = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('KEEL_')));
const wasi = new WASI({ version: 'preview1', args: [program, ...rest], env: handed, returnOnExit: true });
const module = await WebAssembly.compile(await readFile(program));
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
exit(wasi.start(instance) ?? 0);

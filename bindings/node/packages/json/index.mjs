// The same objects for `import`.
import json from './index.js';

export const { parse, stringify, stableStringify, check, isValid, minify, format, canonical, stable, validUtf8, backend } = json;
export default json;

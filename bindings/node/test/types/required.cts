// The same from CommonJS.
import json = require('@keel/json');

const text: string = json.canonical('{}');
const bytes: Buffer = json.canonical(Buffer.from('{}'));

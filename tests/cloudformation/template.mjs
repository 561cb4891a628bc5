// Reads a CloudFormation template: YAML with its short forms (!Ref X) turned into the long ones ({Ref: X}).
import fs from 'node:fs';
import { isMap, isSeq, parseDocument } from 'yaml';

const SHORT_FORMS = ['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'];

const longForm = (tag, name) => ({ tag, collection: undefined, resolve: (value) => ({ [name]: value }) });
const scalarTags = [longForm('!Ref', 'Ref'), longForm('!Condition', 'Condition'), ...SHORT_FORMS.map((name) => longForm('!' + name, 'Fn::' + name))];
const collectionTags = SHORT_FORMS.flatMap((name) => ['seq', 'map'].map((collection) => ({
  tag: '!' + name,
  collection,
  resolve: (node) => node,
})));

export function readTemplate(path) {
  const text = fs.readFileSync(path, 'utf8');
  const document = parseDocument(text, { customTags: [...scalarTags, ...collectionTags], uniqueKeys: true, merge: false });
  if (document.errors.length > 0) throw new Error(document.errors.map((error) => error.message).join('\n'));
  return { text, template: plain(document.contents) };
}

// Turns nodes into plain values. A tagged list or map becomes its long form; "!GetAtt A.B" becomes a list, as the long form has it.
function plain(node) {
  let value;
  if (isMap(node)) value = Object.fromEntries(node.items.map((pair) => [String(pair.key), plain(pair.value)]));
  else if (isSeq(node)) value = node.items.map(plain);
  else value = node?.value ?? null;
  const short = node?.tag?.match(/^!([A-Z]\w+)$/)?.[1];
  if (short && (isMap(node) || isSeq(node))) return { ['Fn::' + short]: value };
  if (value && typeof value === 'object' && typeof value['Fn::GetAtt'] === 'string') {
    const [resource, ...attribute] = value['Fn::GetAtt'].split('.');
    return { 'Fn::GetAtt': [resource, attribute.join('.')] };
  }
  return value;
}

// The function a value calls, as [name, argument]; undefined for a plain value.
export function call(value) {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name === 'Condition' || name?.startsWith('Fn::')) ? [name, value[name]] : undefined;
}

// Every value of the template with its path, parents first.
export function* walk(value, path = []) {
  yield [value, path];
  if (!value || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) yield* walk(child, [...path, key]);
}

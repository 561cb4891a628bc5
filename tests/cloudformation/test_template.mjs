// Checks deploy/template.yaml (or the file given) offline, with AWS's published resource schemas. Prints "ok" and "not ok" lines.
import { fileURLToPath } from 'node:url';
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { ReferenceCheck } from './references.mjs';
import { SchemaCheck } from './schema.mjs';
import { call, readTemplate, walk } from './template.mjs';

// CloudFormation takes this much without a bucket to upload to first.
const MAX_BODY = 51200;

const path = process.argv[2] ?? fileURLToPath(new URL('../../deploy/template.yaml', import.meta.url));
const spec = await loadAwsServiceSpec();
const { text, template } = readTemplate(path);
let failed = false;

function check(name, problems) {
  const isOk = problems.length === 0;
  failed ||= !isOk;
  console.log(`${isOk ? 'ok' : 'not ok'} template.yaml: ${name}`);
  for (const problem of problems) console.log(`  ${problem}`);
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Transform', 'Description', 'Metadata', 'Parameters', 'Conditions', 'Resources', 'Outputs'];
const ATTRIBUTES = ['Type', 'Properties', 'Condition', 'DeletionPolicy', 'DependsOn', 'UpdateReplacePolicy'];
const PARAMETER_KEYS = ['Type', 'Description', 'Default', 'AllowedPattern', 'AllowedValues', 'ConstraintDescription', 'MaxLength', 'MaxValue', 'MinLength', 'MinValue', 'NoEcho'];

check('has only sections, attributes and keys that CloudFormation knows', [
  ...Object.keys(template).filter((key) => !SECTIONS.includes(key)),
  ...Object.entries(template.Resources).flatMap(([id, resource]) => Object.keys(resource).filter((key) => !ATTRIBUTES.includes(key)).map((key) => `${id}.${key}`)),
  ...Object.entries(template.Parameters).flatMap(([id, parameter]) => Object.keys(parameter).filter((key) => !PARAMETER_KEYS.includes(key)).map((key) => `${id}.${key}`)),
  ...Object.entries(template.Outputs).flatMap(([id, output]) => Object.keys(output).filter((key) => !['Description', 'Value', 'Export', 'Condition'].includes(key)).map((key) => `${id}.${key}`)),
]);

const schemas = new SchemaCheck(spec, template);
for (const [id, resource] of Object.entries(template.Resources)) schemas.resource(id, resource);
check('resources are as their schemas say', schemas.problems);
check('every whole number has a limit to be held against', [...schemas.unbounded]);

const references = new ReferenceCheck(spec, template).run();
check('everything referred to is there', references.problems);
check('every parameter and condition is used', references.unused());
check('no resource waits for itself', [references.circle()].filter(Boolean).map((way) => way.join(' -> ')));

const DELETION = ['Delete', 'Retain', 'RetainExceptOnCreate'];
const policies = (value) => (call(value)?.[0] === 'Fn::If' ? call(value)[1].slice(1) : [value]);
check('deletion policies are words CloudFormation knows', Object.entries(template.Resources).flatMap(([id, resource]) => [
  ...policies(resource.DeletionPolicy ?? 'Delete').filter((word) => !DELETION.includes(word)).map((word) => `${id}: ${word}`),
  ...policies(resource.UpdateReplacePolicy ?? 'Delete').filter((word) => !['Delete', 'Retain'].includes(word)).map((word) => `${id}: ${word}`),
]));

check('parameters keep their own rules', Object.entries(template.Parameters).flatMap(([id, parameter]) => {
  if (parameter.Default === undefined) return [];
  const value = parameter.Default;
  return [
    parameter.AllowedValues && !parameter.AllowedValues.includes(value) && `${id}: default ${value} is not allowed`,
    parameter.AllowedPattern && !new RegExp(parameter.AllowedPattern).test(value) && `${id}: default '${value}' does not match`,
    parameter.Type === 'Number' && (Number.isNaN(Number(value)) || value < parameter.MinValue || value > parameter.MaxValue) && `${id}: default ${value} is out of range`,
    parameter.MaxLength && String(value).length > parameter.MaxLength && `${id}: default is too long`,
  ].filter(Boolean);
}));

check('attributes of tables are those of their keys, each once', Object.entries(template.Resources).filter(([, resource]) => resource.Type === 'AWS::DynamoDB::Table')
  .flatMap(([id, { Properties: table }]) => {
    const keys = new Set([table, ...(table.GlobalSecondaryIndexes ?? [])].flatMap((part) => part.KeySchema.map((key) => key.AttributeName)));
    const defined = table.AttributeDefinitions.map((attribute) => attribute.AttributeName);
    return [...keys].filter((key) => !defined.includes(key)).concat(defined.filter((name, index) => !keys.has(name) || defined.indexOf(name) !== index))
      .map((name) => `${id}: ${name}`);
  }));

check('policies are IAM documents', [...walk(template.Resources)].filter(([, at]) => /PolicyDocument$/.test(at.at(-1) ?? '')).flatMap(([document, at]) => [
  document.Version !== '2012-10-17' && `${at.join('.')}: Version`,
  ...document.Statement.flatMap((statement) => Object.keys(statement).filter((key) => !['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'].includes(key))
    .concat(['Allow', 'Deny'].includes(statement.Effect) ? [] : ['Effect'], statement.Action ? [] : ['Action']).map((key) => `${at.join('.')}: ${key}`)),
].filter(Boolean)));

check(`is small enough to send as it is (${Buffer.byteLength(text)} of ${MAX_BODY} bytes)`, Buffer.byteLength(text) > MAX_BODY ? ['too large'] : []);

process.exit(failed ? 1 : 0);

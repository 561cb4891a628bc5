// Holds resources against the schemas AWS publishes: names of properties, types, words of a choice, what is required.
import { call } from './template.mjs';
import { limitOf, checkLimit } from './limits.mjs';

const scalars = {
  string: (value) => ['string', 'number', 'boolean'].includes(typeof value),
  number: (value) => typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))),
  integer: (value) => Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value)),
  boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  'date-time': (value) => typeof value === 'string',
};

export class SchemaCheck {
  constructor(spec, template) {
    this.spec = spec;
    this.template = template;
    this.problems = [];
    this.unbounded = new Set();
  }

  resource(id, { Type: type, Properties: properties = {} }) {
    const [schema] = this.spec.lookup('resource', 'cloudFormationType', 'equals', type);
    if (!schema) return this.problem([id, 'Type'], `there is no resource type ${type}`);
    this.object(properties, schema.properties, [id], type);
  }

  object(value, schema, path, owner) {
    for (const [name, child] of Object.entries(value)) {
      const property = schema[name];
      if (!property) this.problem([...path, name], `${owner} has no such property`);
      else this.value(child, [property.type, ...(property.previousTypes ?? [])], [...path, name], `${owner}.${name}`);
    }
    for (const [name, property] of Object.entries(schema)) {
      if (property.required && !(name in value)) this.problem(path, `${owner} needs ${name}`);
    }
  }

  // A value is right when it is right for one of its types; the problems told are those of the type it came nearest to.
  value(value, types, path, owner) {
    const tries = types.flatMap((type) => (type.type === 'union' ? type.types : [type])).map((type) => this.against(type, value, path, owner));
    const best = tries.reduce((a, b) => (b.length < a.length ? b : a));
    this.problems.push(...best);
  }

  against(type, value, path, owner) {
    const outer = this.problems;
    this.problems = [];
    this.one(type, value, path, owner);
    const found = this.problems;
    this.problems = outer;
    return found;
  }

  one(type, value, path, owner) {
    const called = call(value);
    if (called) return this.called(called, type, path, owner);
    switch (type.type) {
      case 'json':
        return typeof value === 'object' || this.problem(path, 'must be an object');
      case 'tag':
        return this.object(value, { Key: { type: { type: 'string' }, required: true }, Value: { type: { type: 'string' }, required: true } }, path, 'Tag');
      case 'array':
        if (!Array.isArray(value)) return this.problem(path, 'must be a list');
        return value.forEach((item, index) => this.value(item, [type.element], [...path, index], owner));
      case 'map':
        if (!isObject(value)) return this.problem(path, 'must be a map');
        return Object.entries(value).forEach(([key, item]) => this.value(item, [type.element], [...path, key], owner));
      case 'ref': {
        const definition = this.spec.get('typeDefinition', type.reference.$ref);
        if (!isObject(value)) return this.problem(path, `must be a ${definition.name}`);
        return this.object(value, definition.properties, path, definition.name);
      }
      default:
        return this.scalar(type, value, path, owner);
    }
  }

  scalar(type, value, path, owner) {
    if (!(scalars[type.type]?.(value) ?? true)) return this.problem(path, `must be ${type.type}, not ${JSON.stringify(value)}`);
    if (type.allowedValues && !type.allowedValues.map(String).includes(String(value))) {
      return this.problem(path, `must be one of ${type.allowedValues.join(', ')}, not ${value}`);
    }
    const limit = limitOf(owner);
    const reason = limit && checkLimit(limit, value);
    if (reason) this.problem(path, reason);
    if (type.type === 'integer' && !limit && !type.allowedValues) this.unbounded.add(owner);
  }

  // A function's result is not known, but the values a parameter may have are: each of them must be right.
  called([name, argument], type, path, owner) {
    const parameter = name === 'Ref' ? this.template.Parameters?.[argument] : undefined;
    if (name === 'Fn::If') return argument.slice(1).forEach((branch) => this.value(branch, [type], path, owner));
    if (!parameter) {
      if (['integer', 'number', 'boolean'].includes(type.type)) this.problem(path, `${name} gives no ${type.type}`);
      if (['array', 'map'].includes(type.type) && name === 'Ref') this.problem(path, `must be a ${type.type === 'array' ? 'list' : 'map'}`);
      return undefined;
    }
    const values = parameter.AllowedValues ?? [parameter.MinValue, parameter.MaxValue, parameter.Default].filter((value) => value !== undefined);
    if (['integer', 'number'].includes(type.type) && parameter.Type !== 'Number') this.problem(path, `parameter ${argument} is no number`);
    return values.forEach((value) => this.scalar(type, value, path, owner));
  }

  problem(path, message) {
    this.problems.push(`${path.join('.')}: ${message}`);
  }
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

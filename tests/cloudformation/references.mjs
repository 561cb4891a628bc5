// Holds everything a template refers to against what it has: Ref, GetAtt, Sub, If, Condition, DependsOn, and no circle.
import { call, walk } from './template.mjs';

const PSEUDO = new Set(['AccountId', 'NotificationARNs', 'NoValue', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map((name) => 'AWS::' + name));

export class ReferenceCheck {
  constructor(spec, template) {
    this.spec = spec;
    this.template = template;
    this.problems = [];
    this.used = new Set();
    this.edges = new Map(Object.keys(template.Resources).map((id) => [id, new Set()]));
  }

  run() {
    const { Resources, Outputs = {}, Conditions = {} } = this.template;
    for (const [id, resource] of Object.entries(Resources)) {
      this.visit(resource, `Resources.${id}`, id);
      for (const other of [resource.DependsOn ?? []].flat()) this.resource(other, `Resources.${id}.DependsOn`, id);
      if (resource.Condition) this.condition(resource.Condition, `Resources.${id}.Condition`);
    }
    this.visit(Outputs, 'Outputs');
    this.visit(Conditions, 'Conditions');
    return this;
  }

  visit(value, path, from) {
    for (const [child, below] of walk(value)) {
      const called = call(child);
      if (called) this.called(called, [path, ...below].join('.'), from);
    }
  }

  called([name, argument], path, from) {
    if (name === 'Ref') this.name(argument, path, from);
    else if (name === 'Fn::GetAtt') this.attribute(argument, path, from);
    else if (name === 'Fn::If') this.condition(argument[0], path);
    else if (name === 'Condition') this.condition(argument, path);
    else if (name === 'Fn::Sub') this.substitute(argument, path, from);
  }

  substitute(argument, path, from) {
    const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
    let found = 0;
    for (const [, literal, name] of text.matchAll(/\$\{(!?)([^}]*)\}/g)) {
      found++;
      if (literal || name in own) continue;
      if (name.includes('.')) this.attribute([name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)], path, from);
      else this.name(name, path, from);
    }
    if (found === 0) this.problems.push(`${path}: Sub without anything to substitute`);
  }

  name(name, path, from) {
    if (PSEUDO.has(name)) return;
    if (name in (this.template.Parameters ?? {})) this.used.add(name);
    else this.resource(name, path, from);
  }

  attribute([id, attribute], path, from) {
    if (!this.resource(id, path, from)) return;
    const { Type: type } = this.template.Resources[id];
    const [schema] = this.spec.lookup('resource', 'cloudFormationType', 'equals', type);
    if (schema && !(attribute in schema.attributes)) this.problems.push(`${path}: ${type} has no attribute ${attribute}`);
  }

  resource(id, path, from) {
    if (!(id in this.template.Resources)) {
      this.problems.push(`${path}: there is no ${id}`);
      return false;
    }
    if (from) this.edges.get(from).add(id);
    return true;
  }

  condition(name, path) {
    if (name in (this.template.Conditions ?? {})) this.used.add('condition ' + name);
    else this.problems.push(`${path}: there is no condition ${name}`);
  }

  unused() {
    return [
      ...Object.keys(this.template.Parameters ?? {}).filter((name) => !this.used.has(name)),
      ...Object.keys(this.template.Conditions ?? {}).filter((name) => !this.used.has('condition ' + name)),
    ];
  }

  // A resource that waits for itself, with the way around; undefined when there is none.
  circle() {
    const done = new Set();
    const follow = (id, way) => {
      if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
      if (done.has(id)) return undefined;
      for (const next of this.edges.get(id)) {
        const found = follow(next, [...way, id]);
        if (found) return found;
      }
      done.add(id);
      return undefined;
    };
    for (const id of this.edges.keys()) {
      const found = follow(id, []);
      if (found) return found;
    }
    return undefined;
  }
}

// Renders the bench's templates with nunjucks or minijinja-js: node bench.js ENGINE SECONDS
// One line for each template: engine, template, median of renders per second.
const fs = require('fs');
const path = require('path');
const [engine, seconds] = [process.argv[2], Number(process.argv[3] || 1)];
const dir = path.join(__dirname, '..', 'SesMailEngine.Benchmarks', 'Templates');
const read = (file) => fs.readFileSync(path.join(dir, file), 'utf8');

function renderer(name) {
  const source = read(`${name}.html.j2`).replace(/\n$/, '');
  const context = JSON.parse(read(`${name}.json`));
  if (engine === 'nunjucks') {
    const nunjucks = require('nunjucks');
    const template = new nunjucks.Template(source, new nunjucks.Environment(null, { autoescape: true }), name, true);
    return () => template.render(context);
  }
  const { Environment } = require('minijinja-js');
  const environment = new Environment();
  environment.addTemplate(`${name}.html`, source);
  return () => environment.renderTemplate(`${name}.html`, context);
}

function rate(render) {
  const start = process.hrtime.bigint();
  let count = 0;
  let elapsed;
  do {
    for (let i = 0; i < 10; i++) render();
    count += 10;
    elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  } while (elapsed < seconds);
  return count / elapsed;
}

for (const name of ['small', 'medium', 'large']) {
  const render = renderer(name);
  if (render().trimEnd() !== read(`${name}.expected.html`).trimEnd()) {
    console.error(`${engine} renders ${name} otherwise`);
    process.exit(1);
  }
  rate(render);
  const rates = [1, 2, 3].map(() => rate(render)).sort((a, b) => a - b);
  console.log(`${engine} ${name} ${rates[1].toFixed(0)}`);
}

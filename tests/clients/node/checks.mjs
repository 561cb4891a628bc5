// What the programs share: checks that print a line each, waiting for what comes later, and running the steps.
export const { ENDPOINT, STACK } = process.env;
export const options = { endpoint: ENDPOINT, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
let failures = 0;

export function check(name, condition, detail = '') {
  if (!condition) failures += 1;
  console.log(condition ? `ok ${name}` : `not ok ${name} ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`);
}

export const equal = (name, actual, expected) =>
  check(name, JSON.stringify(actual) === JSON.stringify(expected), `(expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)})`);

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

// Reads until the value is accepted or the time is up; gives the last value.
export async function eventually(read, accept, limit = 30000) {
  for (const end = Date.now() + limit; ; await sleep(50)) {
    const value = await read();
    if (accept(value) || Date.now() > end) return value;
  }
}

// The items of all pages.
export async function all(pages, key) {
  const items = [];
  for await (const page of pages) items.push(...page[key] ?? []);
  return items;
}

// Runs each step; what it throws is its failure. Ends the program.
export async function main(steps) {
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
    } catch (error) {
      check(name, false, `${error?.name}: ${error?.message}`);
      console.error(error);
    }
  }
  process.exit(failures ? 1 : 0);
}

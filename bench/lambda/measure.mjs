// node bench/lambda/measure.mjs [--cold N] [--warm N] [--rate PER_SECOND] BOOTSTRAP
// Cold start (process start to first answer) and warm calls of the native function, and of the Python handler beside it in
// the same run, turn by turn, against the same emulators. Needs tests/emulators (npm ci) and python3 with boto3 and jinja2.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const emulators = join(here, "..", "..", "tests", "emulators");
const option = (name, fallback) => {
  const at = process.argv.indexOf("--" + name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const colds = Number(option("cold", 20));
const warms = Number(option("warm", 500));
const bootstrap = process.argv.at(-1);
const python = "/usr/bin/python3";
let sequence = 0;

function startEmulator(name) {
  const child = spawn(process.execPath, ["start.mjs", name], {
    cwd: emulators, stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, SES_MAX_SEND_RATE: option("rate", "100000") },
  });
  return new Promise((resolve, reject) => {
    child.on("exit", () => reject(new Error(name + " did not start")));
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      if (line.startsWith("listening ")) resolve({ child, url: "http://127.0.0.1:" + line.slice(10) });
    });
  });
}

function batch() {
  const id = `evt-${process.pid}-${++sequence}`;
  const body = JSON.stringify({
    version: "0", id, "detail-type": "Email Request", source: "bench", account: "000000000000", time: new Date().toISOString(),
    region: "us-east-1", resources: [],
    detail: { to: `user${sequence}@example.com`, templateName: "welcome", templateData: { userName: "Ada", companyName: "Acme" } },
  });
  return JSON.stringify({
    Records: [{
      messageId: id, receiptHandle: "r", body, attributes: { ApproximateReceiveCount: "1", SentTimestamp: String(Date.now()) },
      messageAttributes: {}, eventSource: "aws:sqs", eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:bench-EmailQueue", awsRegion: "us-east-1",
    }],
  });
}

// Plays the Runtime API for one process and so many calls; gives the times in milliseconds and the peak memory in MiB.
function serve(command, args, env, calls) {
  return new Promise((resolve, reject) => {
    let child, started, first, handedOut, given = 0;
    const warm = [];
    const server = http.createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const now = performance.now();
        if (request.method === "GET") {
          if (given === calls) return finish();
          given++;
          const payload = batch();
          response.writeHead(200, {
            "Lambda-Runtime-Aws-Request-Id": `request-${given}`, "Lambda-Runtime-Deadline-Ms": String(Date.now() + 30_000),
            "Content-Type": "application/json", "Content-Length": Buffer.byteLength(payload),
          });
          handedOut = performance.now();
          return response.end(payload);
        }
        const body = Buffer.concat(parts).toString();
        if (!request.url.endsWith("/response") || body.includes("itemIdentifier")) reject(new Error(`${command}: ${request.url} ${body}`));
        if (first === undefined) first = now - started;
        else warm.push(now - handedOut);
        response.writeHead(202, { "Content-Length": 0 });
        response.end();
      });
    });
    const finish = () => {
      const peak = Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1]) / 1024;
      const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
      const processor = (Number(stat[11]) + Number(stat[12])) * 10; // user and system, in ticks of 10 ms
      child.removeAllListeners("exit");
      child.kill("SIGKILL");
      server.closeAllConnections();
      server.close(() => resolve({ first, warm, peak, processor }));
    };
    server.keepAliveTimeout = 0;
    server.listen(0, "127.0.0.1", () => {
      started = performance.now();
      child = spawn(command, args, {
        env: { ...env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${server.address().port}` }, stdio: ["ignore", "ignore", "inherit"],
      });
      child.on("exit", (code) => reject(new Error(`${command} ended with ${code}`)));
    });
  });
}

const sorted = (values) => [...values].sort((left, right) => left - right);
const share = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))];
const shown = (number) => number.toFixed(1);

const names = { DYNAMODB: "dynalite", S3: "s3rver", SQS: "sqs", SESV2: "ses" };
const started = [];
try {
  const env = {
    PATH: process.env.PATH, _HANDLER: "EmailSender", AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-east-1", STACK_NAME: "bench",
    ACCOUNT_ID: "000000000000", TEMPLATE_BUCKET: "bench-templates-000000000000", DefaultSenderEmail: "noreply@example.com",
    AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER", AWS_EC2_METADATA_DISABLED: "true",
  };
  for (const [variable, emulator] of Object.entries(names)) {
    const running = await startEmulator(emulator);
    started.push(running.child);
    env["AWS_ENDPOINT_URL_" + variable] = running.url;
  }
  env.AWS_ENDPOINT_URL_EVENTBRIDGE = env.AWS_ENDPOINT_URL_SESV2; // never called: nothing fails here
  const [emailQueue, retryQueue] = execFileSync(python, [join(here, "setup.py")], { env }).toString().trim().split("\n");
  Object.assign(env, { EMAIL_QUEUE_URL: emailQueue, RETRY_QUEUE_URL: retryQueue });

  const baseline = [join(here, "baseline.py")];
  const candidates = [
    ["native", bootstrap, [], {}], ["python, the same calls", python, baseline, { CALLS: "same" }],
    ["python, the plainest calls", python, baseline, { CALLS: "plain" }],
  ];
  const results = new Map(candidates.map(([name]) => [name, { first: [], warm: [], peak: [], processor: [] }]));
  for (let round = 0; round < colds; round++) {
    for (const [name, command, args, calls] of candidates) {
      const { first, peak } = await serve(command, args, { ...env, ...calls }, 1);
      results.get(name).first.push(first);
      results.get(name).peak.push(peak);
    }
  }
  // In turns here too: what else the machine does falls on all of them.
  for (let round = 0; round < 10; round++) {
    for (const [name, command, args, calls] of candidates) {
      const { warm, peak, processor } = await serve(command, args, { ...env, ...calls }, warms / 10 + 1);
      results.get(name).warm.push(...warm);
      results.get(name).processor.push(processor);
      results.get(name).peak.push(peak);
    }
  }
  for (const [name, { first, warm, peak, processor }] of results) {
    console.log(`${name.padEnd(26)} cold median ${shown(share(first, 0.5))} ms (min ${shown(Math.min(...first))}, max ${shown(Math.max(...first))}); `
      + `warm median ${shown(share(warm, 0.5))} ms, p99 ${shown(share(warm, 0.99))} ms; processor ${shown(processor.reduce((sum, one) => sum + one) / (warms + 10))} ms a call; peak memory ${shown(Math.max(...peak))} MiB`);
  }
  const native = results.get("native");
  for (const [name, { first, warm }] of [...results].slice(1)) {
    console.log(`${name}: native is ${shown(share(first, 0.5) / share(native.first, 0.5))} times faster cold, `
      + `${shown(share(warm, 0.5) / share(native.warm, 0.5))} times warm (medians)`);
  }
} finally {
  for (const child of started) child.kill();
}
process.exit(0);

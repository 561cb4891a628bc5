// Starts one emulator on a free port of the loopback interface, tells "listening PORT", and ends when its standard input
// does, so that none outlives the tests that started it.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const host = "127.0.0.1";
const listening = (server) => new Promise((resolve) => server.listen(0, host, () => resolve(server.address().port)));

const emulators = {
  async dynalite() {
    return listening(require("dynalite")({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));
  },
  async fauxqs() {
    const { buildApp } = await import("./node_modules/fauxqs/dist/app.js");
    const app = buildApp({ logger: false, host: "localhost", defaultRegion: "us-east-1" });
    return Number(new URL(await app.listen({ port: 0, host })).port);
  },
  async sqs() {
    const server = await require("local-aws-sqs").createSqsServer({ port: 0, hostname: host, emulateQueueCreationLifecycle: false });
    return server.address().port;
  },
  async s3rver() {
    const directory = mkdtempSync(join(tmpdir(), "sesmailengine-s3rver-"));
    process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
    const server = new (require("s3rver"))({ address: host, port: 0, silent: true, vhostBuckets: false, directory });
    return (await server.run()).port;
  },
  async ses() {
    process.env.AWS_SES_ACCOUNT = JSON.stringify({
      DedicatedIpAutoWarmupEnabled: false,
      Details: {
        AdditionalContactEmailAddresses: [], ContactLanguage: "EN", MailType: "TRANSACTIONAL", ReviewDetails: { CaseId: "1", Status: "GRANTED" },
        UseCaseDescription: "Tests", WebsiteURL: "https://example.com",
      },
      EnforcementStatus: "HEALTHY", ProductionAccessEnabled: true, SendingEnabled: true,
      SendQuota: { Max24HourSend: 50000, MaxSendRate: Number(process.env.SES_MAX_SEND_RATE ?? 14), SentLast24Hours: 7 },
      SuppressionAttributes: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    const server = await require("aws-ses-v2-local").default({ host, port: 0 });
    return server.address().port;
  },
};

console.log("listening " + await emulators[process.argv[2]]());
process.stdin.on("end", () => process.exit(0)).resume();

// The AWS SDK for JavaScript: every way it uploads, with every checksum, and in parts.
import { S3Client, PutObjectCommand, GetObjectCommand, HeadObjectCommand, CopyObjectCommand, ListObjectsV2Command, DeleteObjectsCommand,
  CreateMultipartUploadCommand, UploadPartCommand, CompleteMultipartUploadCommand } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { check, main, options, STACK } from './checks.mjs';

const Bucket = `${STACK}-templates-000000000000`;
const s3 = new S3Client({ ...options, forcePathStyle: true });
const read = async Key => Buffer.from(await (await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))).Body.transformToByteArray());
const refusal = command => s3.send(command).then(() => 'none', error => error.name);

const steps = {
  async uploads() {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'node/a b.html', Body: 'hello', ContentType: 'text/html', Metadata: { by: 'jo' } }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'node/a b.html' }));
    check('a string', (await read('node/a b.html')).toString() === 'hello' && head.Metadata.by === 'jo' && head.ContentType === 'text/html', head);
    const content = randomBytes(300_000);
    const pieces = function* () { for (let i = 0; i < content.length; i += 7000) yield content.subarray(i, i + 7000); };
    await s3.send(new PutObjectCommand({ Bucket, Key: 'node/stream', Body: Readable.from(pieces()), ContentLength: content.length }));
    check('a stream, in chunks with a trailing checksum', (await read('node/stream')).equals(content));
    for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']) {
      await s3.send(new PutObjectCommand({ Bucket, Key: 'node/sum', Body: ChecksumAlgorithm, ChecksumAlgorithm }));
      check(`checksum ${ChecksumAlgorithm}`, (await read('node/sum')).toString() === ChecksumAlgorithm);
    }
  },
  async parts() {
    const Key = 'node/parts';
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32' }));
    const Parts = [];
    for (let PartNumber = 1; PartNumber <= 2; PartNumber += 1) {
      const part = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: Buffer.alloc(5 << 20, PartNumber), ChecksumAlgorithm: 'CRC32' }));
      Parts.push({ PartNumber, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 });
    }
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
    const content = await read(Key);
    check('parts become an object', content.length === 10 << 20 && content[0] === 1 && content.at(-1) === 2, content.length);
  },
  async conditionsAndDeletion() {
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'node/copy', CopySource: `${Bucket}/node/a%20b.html` }));
    check('a put that must not replace', await refusal(new PutObjectCommand({ Bucket, Key: 'node/copy', Body: 'x', IfNoneMatch: '*' })) === 'PreconditionFailed');
    check('a missing key', await refusal(new GetObjectCommand({ Bucket, Key: 'node/none' })) === 'NoSuchKey');
    const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'node/' }));
    const deleted = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: listed.Contents.map(({ Key }) => ({ Key })) } }));
    check('several objects are deleted', deleted.Deleted.length === listed.Contents.length && listed.Contents.length >= 4, deleted);
  },
};

await main(steps);

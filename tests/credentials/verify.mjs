// Verifies credentials with an independent implementation, offline.
// usage: node verify.mjs CONTEXTS_FOLDER DID_DOCUMENT STATUS_LIST|- CREDENTIAL...
// One line of JSON for each credential: {"file", "verified", "error", "suspended"}.
import {readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {join} from 'node:path';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';

const [folder, didFile, statusFile, ...files] = process.argv.slice(2);
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const did = read(didFile);
const status = statusFile === '-' ? null : read(statusFile);

const documents = new Map([
  ['https://www.w3.org/ns/credentials/v2', read(join(folder, 'credentials-v2.json'))],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', read(join(folder, 'open-badges-3.0.3.json'))],
  ['https://w3id.org/security/data-integrity/v2', read(join(folder, 'data-integrity-v2.json'))],
  [did.id, did],
  ...did.verificationMethod.map(method => [
    method.id, {'@context': 'https://w3id.org/security/multikey/v1', ...method}
  ])
]);

async function documentLoader(url) {
  if(!documents.has(url)) {
    throw new Error(`not available offline: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: documents.get(url)};
}

const suite = () => new DataIntegrityProof({cryptosuite});

async function verify(credential) {
  // as of its first day, so that this check means the same in every year; whether it has run out is not asked here
  return vc.verifyCredential({
    credential, suite: suite(), documentLoader, now: new Date(credential.proof[0].created),
    checkStatus: async () => ({verified: true})
  });
}

function bitOf(list, index) {
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
  return Boolean(bits[index >> 3] & (0x80 >> (index & 7)));
}

const listVerified = status && (await verify(status)).verified;
for(const file of files) {
  const credential = read(file);
  const result = await verify(credential);
  const error = result.error?.errors?.[0]?.message ?? result.error?.message;
  const entry = credential.credentialStatus;
  const suspended = listVerified && entry?.statusListCredential === status.id ?
    bitOf(status, Number(entry.statusListIndex)) : null;
  console.log(JSON.stringify({file, verified: result.verified, error, suspended}));
}

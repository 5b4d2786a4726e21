// Signs a credential with an independent implementation, offline.
// usage: node sign.mjs CONTEXTS_FOLDER UNSIGNED_CREDENTIAL SEED_IN_HEXADECIMAL ISSUER CREATED
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';

const [folder, file, seed, controller, created] = process.argv.slice(2);
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const documents = new Map([
  ['https://www.w3.org/ns/credentials/v2', read(join(folder, 'credentials-v2.json'))],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', read(join(folder, 'open-badges-3.0.3.json'))],
  ['https://w3id.org/security/data-integrity/v2', read(join(folder, 'data-integrity-v2.json'))]
]);

async function documentLoader(url) {
  if(!documents.has(url)) {
    throw new Error(`not available offline: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: documents.get(url)};
}

const key = await Ed25519Multikey.generate({controller, seed: Uint8Array.from(Buffer.from(seed, 'hex'))});
const suite = new DataIntegrityProof({signer: key.signer(), date: created, cryptosuite});
console.log(JSON.stringify(await vc.issue({credential: read(file), suite, documentLoader, now: created})));

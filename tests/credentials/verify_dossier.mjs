// Checks an unpacked dossier with Node's own cryptography and the RFC 8785 package of that RFC's authors; none of our code.
// usage: node verify_dossier.mjs FOLDER
// One line of JSON: {"signature", "members": those that differ, "head", "entries", "proofs": how many hold}.
import {createHash, createPublicKey, verify} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import canonicalize from 'canonicalize';
import * as base58 from 'base58-universal';

const read = name => readFileSync(join(process.argv[2], name));
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map(one => Buffer.from(one)))).digest();
const {proof, ...manifest} = JSON.parse(read('manifest.json'));
const {proofValue, ...chosen} = proof;

const did = JSON.parse(read('did.json'));
const multikey = did.verificationMethod.find(one => one.id === proof.verificationMethod).publicKeyMultibase;
const raw = Buffer.from(base58.decode(multikey.slice(1)).slice(2));
const key = createPublicKey({format: 'der', type: 'spki', key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])});
const hashed = Buffer.concat([sha256(canonicalize(chosen)), sha256(canonicalize(manifest))]);
const signature = verify(null, hashed, key, Buffer.from(base58.decode(proofValue.slice(1))));

const members = manifest.members.filter(one => sha256(read(one.name)).toString('hex') !== one.sha256).map(one => one.name);

// A C2SP checkpoint: three lines, an empty one, and signature lines of "— name base64(key id, signature)".
const note = read('journal-head.txt').toString();
const [text, lines] = [note.slice(0, note.indexOf('\n\n') + 1), note.slice(note.indexOf('\n\n') + 2)];
const signed = Buffer.from(lines.trim().split(' ')[2], 'base64');
const [origin, size, root] = text.split('\n');
const head = origin === manifest.journal && verify(null, Buffer.from(text), key, signed.subarray(4));

// RFC 9162, section 2.1.3.2.
function included(leaf, position, path) {
  let [fn, sn, r] = [position, Number(size) - 1, leaf];
  for(const p of path) {
    if(sn === 0) {
      return false;
    }
    if(fn % 2 || fn === sn) {
      r = sha256([1], p, r);
      while(fn % 2 === 0 && fn) {
        [fn, sn] = [fn >> 1, sn >> 1];
      }
    } else {
      r = sha256([1], r, p);
    }
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && r.toString('base64') === root;
}

const {entries} = JSON.parse(read('journal.json'));
const proofs = entries.filter(one => one.path &&
  included(sha256([0], one.entry.told), one.position, one.path.map(step => Buffer.from(step, 'hex')))).length;
console.log(JSON.stringify({signature, members, head, entries: entries.length, proofs}));

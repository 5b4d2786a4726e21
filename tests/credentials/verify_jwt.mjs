// Verifies credentials as JWTs with an independent implementation, offline.
// usage: node verify_jwt.mjs DID_DOCUMENT MOMENT JWT...
// One line of JSON for each: {"file", "verified", "error", "name"}.
import {readFileSync} from 'node:fs';
import {importJWK, jwtVerify} from 'jose';

const [didFile, moment, ...files] = process.argv.slice(2);
const did = JSON.parse(readFileSync(didFile, 'utf8'));

async function keyOf({kid}) {
  const method = did.verificationMethod.find(one => one.id === kid && did.assertionMethod.includes(one.id));
  if(!method?.publicKeyJwk) {
    throw new Error(`the issuer lists no JSON Web Key ${kid}`);
  }
  return importJWK(method.publicKeyJwk, 'EdDSA');
}

for(const file of files) {
  try {
    const {payload} = await jwtVerify(readFileSync(file, 'utf8'), keyOf, {
      algorithms: ['EdDSA'], issuer: did.id, typ: 'vc+jwt', currentDate: new Date(moment)
    });
    console.log(JSON.stringify({file, verified: true, name: payload.name, id: payload.jti}));
  } catch(error) {
    console.log(JSON.stringify({file, verified: false, error: error.message}));
  }
}

// node verify.mjs BUNDLE KEY.pem HINT
//
// Asks sigstore's verifier whether the bundle is signed by the key, which the hint selects. No log
// and no timestamp is asked for. Exit code 0: accepted; 1: refused; any other: it could not be asked.
import { readFileSync } from 'node:fs';
import bundles from '@sigstore/bundle';
import verify from '@sigstore/verify';

const [bundle, key, hint] = process.argv.slice(2);
const nobody = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
const trust = verify.toTrustMaterial(nobody, { [hint]: { rawBytes: readFileSync(key, 'utf8') } });
const verifier = new verify.Verifier(trust, {
  ctlogThreshold: 0,
  tlogThreshold: 0,
  tsaThreshold: 0,
});
const text = readFileSync(bundle, 'utf8');
try {
  verifier.verify(verify.toSignedEntity(bundles.bundleFromJSON(JSON.parse(text))));
  console.log('accepted');
} catch (e) {
  if (!(e instanceof bundles.ValidationError || e instanceof verify.VerificationError)) throw e;
  console.log(`refused: ${e.code ?? 'ValidationError'} ${e.message}`);
  process.exitCode = 1;
}

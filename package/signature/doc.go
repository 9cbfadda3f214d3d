// Package signature signs one file, detached, in three ways, and says of such signatures
// who signed and when. It imports nothing of ours and needs no network to verify.
//
//	<file>.p7s       CMS (RFC 5652) as CAdES-BES (ETSI EN 319 122-1): X.509, DER
//	<file>.minisig   minisign: Ed25519 over BLAKE2b-512 ("ED"), a line of signed comment
//	<file>.tsr       RFC 3161: an authority says that the file was there at a time
//	signer.crt       the certificates of the .p7s as PEM
//	minisign.pub     the public key of the .minisig
//
// Each is verified by a stock command as well:
//
//	openssl cms -verify -binary -inform DER -in F.p7s -content F -CAfile ca.pem -purpose any
//	minisign -V -m F -x F.minisig -p minisign.pub
//	openssl ts -verify -data F -in F.tsr -CAfile tsa-ca.pem
//
// signer.crt and minisign.pub are for convenience: they travel with what they are to
// prove, so they prove nothing. Trust comes from outside, as [Trust]; a signature that is
// sound in itself and that nothing vouches for is a warning, never silently good.
//
// # What is signed
//
// A .p7s has one SignerInfo or several, each with the attributes content-type,
// message-digest, signing-time and signing-certificate-v2 (RFC 5035), signed by ECDSA or
// RSA (PKCS #1 v1.5) with SHA-256. ECDSA is deterministic (RFC 6979): the same file, time
// and key give the same bytes. The signing time is what the signer says, no more; only a
// time stamp is somebody else's word.
//
// A .tsr is a TimeStampResp whose status is "granted" and nothing else, so that no byte of
// it is unsigned.
//
// # What verification demands
//
// Verification is stricter than the stock commands. SHA-1, MD5, RSA below 2048 bits and
// the older "Ed" form of minisign are refused; so are attributes that are missing or
// repeated, a certificate that is not for signing documents (RFC 5280, section 4.2.1.3;
// RFC 9336) or, of an authority, not for time stamps alone (RFC 3161, section 2.3), and
// certificates that are not valid at the time in question. One thing is only a warning:
// many an authority still names its certificate within a time stamp by SHA-1 (RFC 3161
// before RFC 5816), which gives nobody a stamp who has none. There is no revocation check:
// it would need the network, and an answer of that day.
package signature

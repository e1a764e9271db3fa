/** Floor 2: receipts that anybody can check: strict JSON, its canonical form (RFC 8785), Ed25519 signatures (RFC 8032), the keys. */
package org.sealpost.receipt;

/* ground/os/openssl.h - the OpenSSL of this system, 3 or 1.1.1, loaded when it is first asked for.
 *
 *     if (openssl_load(&err) == KEEL_OK) printf("%s\n", openssl_version());      "OpenSSL 3.0.19 27 Jan 2026"
 *
 * Linking it would double the start of a command that needs none, and tie a binary to one of the two lines. So one
 * table holds the few functions that are used, and the first call of openssl_load fills it.
 * Threads: all may call at any time.
 * Not here: what Keel computes itself (ground/sha256.h); this one only says whether both agree. */
#ifndef KEEL_OS_OPENSSL_H
#define KEEL_OS_OPENSSL_H

#include "ground/base.h"
#include "ground/error.h"

#define OPENSSL_SHA256_BYTES 32

/* Finds the library; later calls cost nothing. KEEL_E_UNSUPPORTED ("openssl.missing"): there is none, or it is older
 * than 1.1.1. */
KEEL_MUST_USE keel_code openssl_load(keel_error *err);

/* What the library says of itself. Static; "" unless it was loaded. */
const char *openssl_version(void);

/* SHA-256 as OpenSSL computes it. Loads it where need be. KEEL_E_UNSUPPORTED: "openssl.missing", or "openssl.refused"
 * where the library's own policy forbids the digest. */
KEEL_MUST_USE keel_code openssl_sha256(keel_str bytes, uint8_t digest[OPENSSL_SHA256_BYTES], keel_error *err);

#endif

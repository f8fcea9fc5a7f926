/* Windows has no OpenSSL of its own, and a copy that some program left behind is not to be trusted. */
#include "ground/os/openssl.h"

keel_code openssl_load(keel_error *err)
{
    keel_error_set(err, KEEL_E_UNSUPPORTED, "openssl.missing", "Windows brings no OpenSSL");
    return keel_error_mend(err, "nothing here needs it: Keel's own SHA-256 is used"), KEEL_E_UNSUPPORTED;
}

const char *openssl_version(void) { return ""; }

keel_code openssl_sha256(keel_str bytes, uint8_t digest[OPENSSL_SHA256_BYTES], keel_error *err)
{
    (void)bytes, (void)digest;
    return openssl_load(err);
}

/* One table of addresses, filled by dlopen. */
#include "ground/os/openssl.h"

#include <dlfcn.h>
#include <stdatomic.h>

#define OLDEST_VERSION 0x10101000ul /* 1.1.1; 1.1.0 has the same file name */

/* The newer line first: where both are installed, the older one is there for old programs. */
static const char *const library_names[] = {
#if defined(__APPLE__)
    "libcrypto.3.dylib", "libcrypto.1.1.dylib", /* never the bare name: the system's own stub of it aborts */
#else
    "libcrypto.so.3",
    "libcrypto.so.1.1",
#endif
};

enum function { VERSION_TEXT, VERSION_NUMBER, DIGEST, SHA256, FUNCTION_COUNT };

static const char *const function_names[FUNCTION_COUNT] = {
    [VERSION_TEXT] = "OpenSSL_version",
    [VERSION_NUMBER] = "OpenSSL_version_num",
    [DIGEST] = "EVP_Digest",
    [SHA256] = "EVP_sha256",
};

typedef const char *version_text(int which);
typedef unsigned long version_number(void);
typedef int digest_all(const void *data, size_t len, unsigned char *out, unsigned *out_len, const void *digest,
                       void *engine);
typedef const void *digest_kind(void);

/* Two threads that load at the same time store the same addresses, so no lock is needed. */
static _Atomic(void *) functions[FUNCTION_COUNT];
static atomic_bool loaded;

/* POSIX promises that an address from dlsym may be called, C does not know the cast: hence the copy of its bits. */
#define FUNCTION(type, which, name)                     \
    type *name;                                         \
    do {                                                \
        void *address = atomic_load(&functions[which]); \
        memcpy(&name, &address, sizeof name);           \
    } while (0)

static bool is_recent(void)
{
    FUNCTION(version_number, VERSION_NUMBER, number);

    return number() >= OLDEST_VERSION;
}

static bool fill_table(const char *library)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);

    if (handle == NULL) return false;
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        void *address = dlsym(handle, function_names[i]);
        if (address == NULL) {
            dlclose(handle);
            return false;
        }
        atomic_store(&functions[i], address);
    }
    if (is_recent()) return true; /* the handle stays open as long as the process */
    dlclose(handle);
    return false;
}

keel_code openssl_load(keel_error *err)
{
    if (atomic_load(&loaded)) return KEEL_OK;
    for (size_t i = 0; i < sizeof library_names / sizeof library_names[0]; i++) {
        if (!fill_table(library_names[i])) continue;
        atomic_store(&loaded, true);
        return KEEL_OK;
    }
    keel_error_set(err, KEEL_E_UNSUPPORTED, "openssl.missing", "there is no OpenSSL 3 or 1.1.1 on this system");
    keel_error_place(err, "%s, %s", library_names[0], library_names[1]);
    keel_error_mend(err, "install it: apt-get install libssl3 (Debian 11, Ubuntu 20.04: libssl1.1)");
    return KEEL_E_UNSUPPORTED;
}

const char *openssl_version(void)
{
    if (!atomic_load(&loaded)) return "";
    FUNCTION(version_text, VERSION_TEXT, version);
    return version(0);
}

keel_code openssl_sha256(keel_str bytes, uint8_t digest[OPENSSL_SHA256_BYTES], keel_error *err)
{
    keel_code code = openssl_load(err);
    unsigned len = 0;

    if (code != KEEL_OK) return code;
    FUNCTION(digest_kind, SHA256, sha256);
    FUNCTION(digest_all, DIGEST, compute);
    if (compute(bytes.data, bytes.len, digest, &len, sha256(), NULL) == 1 && len == OPENSSL_SHA256_BYTES)
        return KEEL_OK;
    keel_error_set(err, KEEL_E_UNSUPPORTED, "openssl.refused", "%s refuses to compute SHA-256", openssl_version());
    keel_error_mend(err, "look at its configuration: openssl version -d");
    return KEEL_E_UNSUPPORTED;
}

/* Cuts what comes into blocks; the plain form of the loop, which is the oracle of the others. */
#include "ground/sha256.h"
#include "ground/assert.h"
#include "ground/cpu.h"
#include "ground/sha256_forms.h"

#define LENGTH_BYTES 8u /* the text's length in bits, which ends its last block */

/* The first 32 bits behind the point of the cube roots of the first 64 primes. */
const uint32_t sha256_rounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, unsigned n) { return x >> n | x << (32 - n); }

static uint32_t load_big(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void store_big(uint8_t *p, uint32_t x)
{
    for (unsigned i = 0; i < 4; i++) p[i] = (uint8_t)(x >> (24 - 8 * i));
}

/* The 64 words that the rounds mix in, of the 16 of a block. */
static void schedule(uint32_t w[64], const uint8_t *block)
{
    for (size_t i = 0; i < 16; i++) w[i] = load_big(block + 4 * i);
    for (size_t i = 16; i < 64; i++) {
        uint32_t near = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        uint32_t far = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        w[i] = w[i - 16] + far + w[i - 7] + near;
    }
}

static void take_block(uint32_t state[8], const uint8_t *block)
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7], w[64];

    schedule(w, block);
    for (size_t i = 0; i < 64; i++) {
        uint32_t choice = (e & f) ^ (~e & g), majority = (a & b) ^ (a & c) ^ (b & c);
        uint32_t lower = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
        uint32_t upper = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
        uint32_t t = h + lower + choice + sha256_rounds[i] + w[i];

        h = g, g = f, f = e, e = d + t;
        d = c, c = b, b = a, a = t + upper + majority;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

void sha256_blocks_plain(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    for (; count > 0; count--, blocks += KEEL_SHA256_BLOCK_BYTES) take_block(state, blocks);
}

static sha256_blocks *form(void)
{
#if defined(__x86_64__)
    if (keel_cpu_sha256()) return sha256_blocks_x86;
#elif defined(__aarch64__)
    if (keel_cpu_sha256()) return sha256_blocks_arm;
#endif
    return sha256_blocks_plain;
}

/* The first 32 bits behind the point of the square roots of the first eight primes. */
keel_sha256 keel_sha256_init(void)
{
    return (keel_sha256){ .state = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
                                     0x5be0cd19 } };
}

/* Fills up the pending block, and takes it once it is whole. */
static void fill_pending(keel_sha256 *sha, keel_str *bytes)
{
    size_t used = sha->bytes % KEEL_SHA256_BLOCK_BYTES, room = KEEL_SHA256_BLOCK_BYTES - used;
    size_t n = bytes->len < room ? bytes->len : room;

    memcpy(sha->pending + used, bytes->data, n);
    sha->bytes += n;
    bytes->data += n;
    bytes->len -= n;
    if (n == room) form()(sha->state, sha->pending, 1);
}

void keel_sha256_update(keel_sha256 *sha, keel_str bytes)
{
    size_t whole;

    if (bytes.len == 0) return;
    if (sha->bytes % KEEL_SHA256_BLOCK_BYTES != 0) fill_pending(sha, &bytes);
    whole = bytes.len / KEEL_SHA256_BLOCK_BYTES;
    if (whole > 0) {
        form()(sha->state, (const uint8_t *)bytes.data, whole);
        sha->bytes += whole * KEEL_SHA256_BLOCK_BYTES;
        bytes.data += whole * KEEL_SHA256_BLOCK_BYTES;
        bytes.len -= whole * KEEL_SHA256_BLOCK_BYTES;
    }
    if (bytes.len > 0) fill_pending(sha, &bytes);
}

void keel_sha256_final(keel_sha256 *sha, uint8_t digest[KEEL_SHA256_BYTES])
{
    uint8_t end[KEEL_SHA256_BLOCK_BYTES + LENGTH_BYTES] = { 0x80 };
    uint64_t bits = sha->bytes * 8;
    size_t used = sha->bytes % KEEL_SHA256_BLOCK_BYTES;
    size_t zeros_end = (used < KEEL_SHA256_BLOCK_BYTES - LENGTH_BYTES ? 1 : 2) * KEEL_SHA256_BLOCK_BYTES - used;

    store_big(end + zeros_end - 8, (uint32_t)(bits >> 32));
    store_big(end + zeros_end - 4, (uint32_t)bits);
    keel_sha256_update(sha, (keel_str){ (const char *)end, zeros_end });
    KEEL_ASSERT(sha->bytes % KEEL_SHA256_BLOCK_BYTES == 0);
    for (size_t i = 0; i < 8; i++) store_big(digest + 4 * i, sha->state[i]);
}

void keel_sha256_of(keel_str bytes, uint8_t digest[KEEL_SHA256_BYTES])
{
    keel_sha256 sha = keel_sha256_init();

    keel_sha256_update(&sha, bytes);
    keel_sha256_final(&sha, digest);
}

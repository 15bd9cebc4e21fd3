// CRC-32C (Castagnoli), as fast as the processor can. Each kernel names the instructions that it
// needs, so that no compiler flag is; the best one is chosen when the program is loaded.
#include "CShims.h"
#include <string.h>

// A kernel takes and gives the register, which is the complement of the checksum.
typedef uint32_t (*kernel)(uint32_t, const uint8_t *, size_t);

// Eight bytes at a time through tables ("slicing by 8"): for any processor.

static uint32_t table[8][256];

static void make_table(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int bit = 0; bit < 8; bit++) c = (c >> 1) ^ ((c & 1) ? 0x82F63B78u : 0);
        table[0][i] = c;
    }
    for (int t = 1; t < 8; t++)
        for (int i = 0; i < 256; i++)
            table[t][i] = (table[t - 1][i] >> 8) ^ table[0][table[t - 1][i] & 255];
}

static uint32_t by_table(uint32_t c, const uint8_t *p, size_t n) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; n >= 8; p += 8, n -= 8) {
        uint64_t v;
        memcpy(&v, p, 8);
        v ^= c;
        c = table[7][v & 255] ^ table[6][(v >> 8) & 255] ^ table[5][(v >> 16) & 255] ^
            table[4][(v >> 24) & 255] ^ table[3][(v >> 32) & 255] ^ table[2][(v >> 40) & 255] ^
            table[1][(v >> 48) & 255] ^ table[0][v >> 56];
    }
#endif
    while (n--) c = (c >> 8) ^ table[0][(c ^ *p++) & 255];
    return c;
}

#if defined(__x86_64__)
#include <immintrin.h>

// One stream of the crc32 instruction: bound by its latency, 8 bytes in 3 cycles.

#define SSE42 __attribute__((target("sse4.2")))

SSE42 static uint32_t by_sse42(uint32_t c, const uint8_t *p, size_t n) {
    uint64_t c64 = c;
    for (; n >= 8; p += 8, n -= 8) {
        uint64_t v;
        memcpy(&v, p, 8);
        c64 = _mm_crc32_u64(c64, v);
    }
    while (n--) c64 = _mm_crc32_u8((uint32_t)c64, *p++);
    return (uint32_t)c64;
}

// Three streams at once, joined by a carry-less multiplication with x^(8 * distance - 33) mod P.

#define PCLMUL __attribute__((target("sse4.2,pclmul")))

enum { LONG = 4096, SHORT = 256 };
static const uint32_t long_one = 0x82f89c77, long_two = 0x54a86326;
static const uint32_t short_one = 0xb9e02b86, short_two = 0xdd7e3b0c;

PCLMUL static inline uint32_t moved(uint32_t c, uint32_t by) {
    __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi32_si128((int)c), _mm_cvtsi32_si128((int)by), 0);
    return (uint32_t)_mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(product));
}

PCLMUL static inline uint32_t three(
    uint32_t c, const uint8_t *p, size_t block, uint32_t one, uint32_t two) {
    uint64_t a = c, b = 0, d = 0, x, y, z;
    for (const uint8_t *end = p + block; p < end; p += 8) {
        memcpy(&x, p, 8);
        memcpy(&y, p + block, 8);
        memcpy(&z, p + 2 * block, 8);
        a = _mm_crc32_u64(a, x);
        b = _mm_crc32_u64(b, y);
        d = _mm_crc32_u64(d, z);
    }
    return moved((uint32_t)a, two) ^ moved((uint32_t)b, one) ^ (uint32_t)d;
}

PCLMUL static uint32_t by_pclmul(uint32_t c, const uint8_t *p, size_t n) {
    for (; n >= 3 * LONG; p += 3 * LONG, n -= 3 * LONG) c = three(c, p, LONG, long_one, long_two);
    for (; n >= 3 * SHORT; p += 3 * SHORT, n -= 3 * SHORT)
        c = three(c, p, SHORT, short_one, short_two);
    return by_sse42(c, p, n);
}

// 256 bytes at a time in four 512-bit registers, folded forward by 2048 bits; then folded into one
// register, and that by 128 bits. The pairs are x^(distance ± 32) mod P, shifted left by one.

#define AVX512 __attribute__((target("sse4.2,pclmul,avx512f,avx512vl,vpclmulqdq")))

static const long long by_2048[2] = {0xdcb17aa4, 0xb9e02b86};
static const long long by_512[2] = {0x740eef02, 0x9e4addf8};
static const long long by_128[2] = {0xf20c0dfe, 0x14cd00bd6};

AVX512 static inline __m512i fold_four(__m512i a, __m512i by, __m512i next) {
    return _mm512_ternarylogic_epi64(_mm512_clmulepi64_epi128(a, by, 0x00),
                                     _mm512_clmulepi64_epi128(a, by, 0x11), next, 0x96);
}

AVX512 static inline __m128i fold_one(__m128i a, __m128i by, __m128i next) {
    return _mm_xor_si128(
        _mm_xor_si128(_mm_clmulepi64_si128(a, by, 0x00), _mm_clmulepi64_si128(a, by, 0x11)), next);
}

AVX512 static uint32_t by_avx512(uint32_t c, const uint8_t *p, size_t n) {
    if (n < 512) return by_pclmul(c, p, n);
    __m512i first = _mm512_inserti32x4(_mm512_setzero_si512(), _mm_cvtsi32_si128((int)c), 0);
    __m512i a = _mm512_xor_si512(_mm512_loadu_si512(p), first);
    __m512i b = _mm512_loadu_si512(p + 64), d = _mm512_loadu_si512(p + 128);
    __m512i e = _mm512_loadu_si512(p + 192);
    __m512i by = _mm512_broadcast_i32x4(_mm_set_epi64x(by_2048[1], by_2048[0]));
    for (p += 256, n -= 256; n >= 256; p += 256, n -= 256) {
        a = fold_four(a, by, _mm512_loadu_si512(p));
        b = fold_four(b, by, _mm512_loadu_si512(p + 64));
        d = fold_four(d, by, _mm512_loadu_si512(p + 128));
        e = fold_four(e, by, _mm512_loadu_si512(p + 192));
    }
    by = _mm512_broadcast_i32x4(_mm_set_epi64x(by_512[1], by_512[0]));
    e = fold_four(fold_four(fold_four(a, by, b), by, d), by, e);
    __m128i one = _mm_set_epi64x(by_128[1], by_128[0]);
    __m128i x = _mm512_extracti32x4_epi32(e, 0);
    x = fold_one(x, one, _mm512_extracti32x4_epi32(e, 1));
    x = fold_one(x, one, _mm512_extracti32x4_epi32(e, 2));
    x = fold_one(x, one, _mm512_extracti32x4_epi32(e, 3));
    uint64_t rest = _mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(x));
    rest = _mm_crc32_u64(rest, (uint64_t)_mm_extract_epi64(x, 1));
    return by_sse42((uint32_t)rest, p, n);
}

static const kernel kernels[] = {by_table, by_sse42, by_pclmul, by_avx512};

static int best_kernel(void) {
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("sse4.2")) return 0;
    if (!__builtin_cpu_supports("pclmul")) return 1;
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("vpclmulqdq")
               ? 3
               : 2;
}

#elif defined(__aarch64__)
#include <arm_acle.h>
#include <sys/auxv.h>

#if defined(__clang__)
#define CRC __attribute__((target("crc")))
#else
#define CRC __attribute__((target("+crc")))
#endif

CRC static uint32_t by_arm(uint32_t c, const uint8_t *p, size_t n) {
    for (; n >= 8; p += 8, n -= 8) {
        uint64_t v;
        memcpy(&v, p, 8);
        c = __crc32cd(c, v);
    }
    while (n--) c = __crc32cb(c, *p++);
    return c;
}

static const kernel kernels[] = {by_table, by_arm};

static int best_kernel(void) { return (getauxval(AT_HWCAP) & (1 << 7)) ? 1 : 0; }

#else

static const kernel kernels[] = {by_table};

static int best_kernel(void) { return 0; }

#endif

static int best;

__attribute__((constructor)) static void choose(void) {
    make_table();
    best = best_kernel();
}

int shims_crc32c_kernels(void) { return best + 1; }

uint32_t shims_crc32c_by(int number, uint32_t crc, const void *bytes, size_t count) {
    return ~kernels[number](~crc, bytes, count);
}

uint32_t shims_crc32c(uint32_t crc, const void *bytes, size_t count) {
    return ~kernels[best](~crc, bytes, count);
}

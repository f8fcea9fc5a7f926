/* bench/ground_utf8.h - the peer that is written in C++. */
#ifndef BENCH_GROUND_UTF8_H
#define BENCH_GROUND_UTF8_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

bool utf8_valid_simdjson(keel_str text);

#ifdef __cplusplus
}
#endif

#endif

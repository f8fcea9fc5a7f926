/* ground/poison.h - tells AddressSanitizer which bytes of ours nobody may touch. Nothing without it. */
#ifndef KEEL_POISON_H
#define KEEL_POISON_H

#if defined(__SANITIZE_ADDRESS__)
#define KEEL_HAS_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KEEL_HAS_POISON 1
#endif
#endif

#ifdef KEEL_HAS_POISON
#include <sanitizer/asan_interface.h>
#define KEEL_POISON(address, size)   ASAN_POISON_MEMORY_REGION(address, size)
#define KEEL_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION(address, size)
#else
#define KEEL_POISON(address, size)   ((void)(address), (void)(size))
#define KEEL_UNPOISON(address, size) ((void)(address), (void)(size))
#endif

#endif

/* keel version: which build this is, and on what it runs. */
#include "faces/cli/cli.h"
#include "ground/cpu.h"
#include "ground/os/machine.h"
#include "skills/json/json.h"

#include <stdio.h>

#if defined(__clang__)
#define COMPILER "clang " __clang_version__
#elif defined(__GNUC__)
#define COMPILER "gcc " __VERSION__
#else
#define COMPILER "another compiler"
#endif

#if defined(__x86_64__)
#define PROCESSOR "x64"
#elif defined(__aarch64__)
#define PROCESSOR "arm64"
#else
#define PROCESSOR "another processor"
#endif

#if defined(__linux__)
#define SYSTEM "linux"
#elif defined(__APPLE__)
#define SYSTEM "macos"
#elif defined(_WIN32)
#define SYSTEM "windows"
#else
#define SYSTEM "another system"
#endif

/* Built with what, beyond the plain release. */
static const char *const features[] = {
#if defined(__SANITIZE_ADDRESS__)
    "address-sanitizer",
#endif
#if defined(__SANITIZE_THREAD__)
    "thread-sanitizer",
#endif
#if defined(_FORTIFY_SOURCE)
    "fortified",
#endif
#if defined(__SSP_STRONG__)
    "stack-protector",
#endif
#if defined(__PIE__)
    "position-independent",
#endif
    "json",
};

#define LEVELS (KEEL_CPU_NEON + 1)

int version_line(const call *c) { return cli_answer(c, KEEL_STR("keel " KEEL_VERSION "\n")); }

static void for_person(keel_buf *out)
{
    keel_buf_add_format(out, "keel %s\n", keel_version());
    keel_buf_add_format(out, "compiler   %s\n", COMPILER);
    keel_buf_add_format(out, "target     %s-%s, %s\n", SYSTEM, PROCESSOR, machine_libc());
    keel_buf_add_format(out, "processor  %s in use; this machine can:", keel_cpu_name(keel_cpu()));
    for (int level = 0; level < LEVELS; level++)
        if (keel_cpu_can((keel_cpu_level)level)) keel_buf_add_format(out, " %s", keel_cpu_name((keel_cpu_level)level));
    keel_buf_add(out, KEEL_STR("\nbuilt with "));
    for (size_t i = 0; i < sizeof features / sizeof features[0]; i++)
        keel_buf_add_format(out, "%s%s", i > 0 ? " " : "", features[i]);
    keel_buf_add_char(out, '\n');
}

static void for_program(keel_buf *out)
{
    bool first = true;

    keel_buf_add_format(out, "{\"type\":\"version\",\"version\":\"%s\",\"compiler\":", keel_version());
    keel_json_quote(KEEL_STR(COMPILER), false, out);
    keel_buf_add_format(out, ",\"target\":\"%s-%s\",\"libc\":", SYSTEM, PROCESSOR);
    keel_json_quote(keel_str_from(machine_libc()), false, out);
    keel_buf_add_format(out, ",\"cpu\":\"%s\",\"cpuLevels\":[", keel_cpu_name(keel_cpu()));
    for (int level = 0; level < LEVELS; level++) {
        if (!keel_cpu_can((keel_cpu_level)level)) continue;
        keel_buf_add_format(out, "%s\"%s\"", first ? "" : ",", keel_cpu_name((keel_cpu_level)level));
        first = false;
    }
    keel_buf_add(out, KEEL_STR("],\"features\":["));
    for (size_t i = 0; i < sizeof features / sizeof features[0]; i++)
        keel_buf_add_format(out, "%s\"%s\"", i > 0 ? "," : "", features[i]);
    keel_buf_add(out, KEEL_STR("]}\n"));
}

static int version(const call *c)
{
    keel_buf out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);

    if (cli_given(c, OPTION_JSON))
        for_program(&out);
    else
        for_person(&out);
    return cli_answer_buf(c, &out);
}

static const example examples[] = {
    { "keel version", "all facts of this build" },
    { "keel version --json | keel json fmt", "the same for a program, made pretty" },
};

const command command_version = {
    .name = "version",
    .line = "the facts of this build, and the processor it found",
    .text = "'keel --version' is the first line alone.",
    .operands = "",
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .exits = "0 2 9",
    .see = "keel doctor",
    .run = version,
};

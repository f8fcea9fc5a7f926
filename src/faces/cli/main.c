/* The root of the tree of commands. */
#include "faces/cli/cli.h"
#include "ground/cpu.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const option options[] = {
    { .id = OPTION_HELP, .letter = 'h', .name = "help", .line = "tell how the command is used" },
    { .id = OPTION_VERSION, .name = "version", .line = "print the version in one line" },
    { .id = OPTION_JSON, .name = "json", .line = "print one JSON value a line, for programs" },
    { .id = OPTION_QUIET, .letter = 'q', .name = "quiet", .line = "say nothing but errors" },
    { .id = OPTION_VERBOSE, .letter = 'v', .name = "verbose", .line = "say more of what happens" },
    { .id = OPTION_COLOUR,
      .name = "color",
      .kind = OPTION_CHOICE,
      .value = "auto|always|never",
      .standard = "auto",
      .line = "colour the talk; NO_COLOR and FORCE_COLOR count too" },
    { .id = OPTION_FOLDER,
      .letter = 'C',
      .name = "directory",
      .kind = OPTION_TEXT,
      .value = "DIR",
      .line = "work in DIR" },
};

static const command *const subs[] = { &command_json, &command_version };

static const command root = {
    .name = "keel",
    .line = "run teams of AI agents on your own machine",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .subs = subs,
    .sub_count = sizeof subs / sizeof subs[0],
};

static keel_code obey_environment(keel_error *err)
{
    const char *cpu = getenv("KEEL_CPU");

    return cpu == NULL || cpu[0] == '\0' ? KEEL_OK : keel_cpu_force(keel_str_from(cpu), err);
}

static int run(const call *c)
{
    keel_error err = KEEL_ERROR_INIT;

    if (cli_given(c, OPTION_VERSION)) return command_version.run(c);
    if (obey_environment(&err) != KEEL_OK) return cli_fail(c, &err, NULL);
    if (cli_given(c, OPTION_FOLDER) && chdir(c->values[OPTION_FOLDER].text) != 0) {
        keel_error_set(&err, KEEL_E_USAGE, "cli.bad_value", "cannot work in '%s'", c->values[OPTION_FOLDER].text);
        return cli_fail(c, &err, NULL);
    }
    return c->command->run(c);
}

int main(int argc, char **argv)
{
    keel_error err = KEEL_ERROR_INIT;
    call c;

    if (options_parse(&root, argc, argv, &c, &err) != KEEL_OK) return cli_fail(&c, &err, NULL);
    return run(&c);
}

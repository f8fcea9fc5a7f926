/* keel version: which build this is. */
#include "faces/cli/cli.h"

static int version(const call *c) { return cli_answer(c, KEEL_STR("keel " KEEL_VERSION "\n")); }

const command command_version = {
    .name = "version",
    .line = "print the version and the facts of this build",
    .operands = "",
    .run = version,
};

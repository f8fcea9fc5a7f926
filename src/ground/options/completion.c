/* Completion scripts. Each shell gets the whole tree as data in its own words, and a few lines that walk it: which
 * command the typed words lead to, then its commands, options or words. */
#include "ground/options/options.h"

#define PATH_BYTES_MAX 96

typedef struct node {
    const command *path[COMMAND_DEPTH_MAX];
    size_t path_len;
} node;

typedef void visit_node(const node *n, keel_buf *out);

static const command *last_of(const node *n) { return n->path[n->path_len - 1]; }

/* Calls `visit` for the command at the end of `n` and all below it. */
static void walk(const node *n, visit_node *visit, keel_buf *out)
{
    const command *c = last_of(n);

    visit(n, out);
    for (size_t i = 0; i < c->sub_count && n->path_len < COMMAND_DEPTH_MAX; i++) {
        node below = *n;
        below.path[below.path_len++] = c->subs[i];
        walk(&below, visit, out);
    }
}

static void add_path(const node *n, keel_buf *out)
{
    char words[PATH_BYTES_MAX];

    options_path(n->path, n->path_len, words, sizeof words);
    keel_buf_add(out, keel_str_from(words));
}

/* `text` within single quotes, each ' in it written as `quote`. */
static void add_quoted(const char *text, const char *quote, keel_buf *out)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            keel_buf_add(out, keel_str_from(quote));
        else
            keel_buf_add_char(out, *text);
    }
}

#define SHELL_QUOTE "'\\''"
#define FISH_QUOTE  "\\'"
#define POWER_QUOTE "''"

static bool is_file(const char *value) { return value != NULL && strstr(value, "FILE") != NULL; }
static bool is_folder(const char *value) { return value != NULL && strstr(value, "DIR") != NULL; }

/* "auto|always|never" as words with blanks between. */
static void add_choices(const char *choices, keel_buf *out)
{
    for (; *choices != '\0'; choices++) keel_buf_add_char(out, *choices == '|' ? ' ' : *choices);
}

/* ---- the data that all shells share ------------------------------------------------------------------------- */

typedef void visit_word(const char *name, const char *says, keel_buf *out);
typedef void visit_option(const node *n, const option *o, keel_buf *out);

/* What may stand as the next word: commands, or the words of the command. */
static void each_word(const command *c, visit_word *visit, keel_buf *out)
{
    for (size_t i = 0; i < c->sub_count; i++) visit(c->subs[i]->name, c->subs[i]->line, out);
    for (size_t i = 0; c->word_at != NULL && c->word_at(i) != NULL; i++) visit(c->word_at(i), "", out);
}

static void each_option(const node *n, size_t from, visit_option *visit, keel_buf *out)
{
    for (size_t i = n->path_len; i-- > from;)
        for (size_t k = 0; k < n->path[i]->option_count; k++) visit(n, &n->path[i]->options[k], out);
}

static void known_path(const node *n, keel_buf *out)
{
    if (n->path_len == 1) return;
    if (n->path_len > 2 || n->path[0]->subs[0] != last_of(n)) keel_buf_add_char(out, '|');
    keel_buf_add_char(out, '\'');
    add_path(n, out);
    keel_buf_add_char(out, '\'');
}

/* ---- bash --------------------------------------------------------------------------------------------------- */

static void plain_word(const char *name, const char *says, keel_buf *out)
{
    (void)says;
    keel_buf_add_format(out, "%s ", name);
}

static void plain_option(const node *n, const option *o, keel_buf *out)
{
    (void)n;
    if (o->letter != 0) keel_buf_add_format(out, "-%c ", o->letter);
    keel_buf_add_format(out, "--%s ", o->name);
}

static void bash_value(const node *n, const option *o, keel_buf *out)
{
    if (o->kind == OPTION_FLAG) return;
    keel_buf_add(out, KEEL_STR("    '"));
    add_path(n, out);
    keel_buf_add_format(out, " --%s'", o->name);
    if (o->letter != 0) {
        keel_buf_add(out, KEEL_STR(" | '"));
        add_path(n, out);
        keel_buf_add_format(out, " -%c'", o->letter);
    }
    keel_buf_add(out, KEEL_STR(") "));
    if (o->kind == OPTION_CHOICE) {
        keel_buf_add(out, KEEL_STR("mapfile -t COMPREPLY < <(compgen -W '"));
        add_choices(o->value, out);
        keel_buf_add(out, KEEL_STR("' -- \"$cur\")"));
    } else if (is_folder(o->value) || is_file(o->value)) {
        keel_buf_add_format(out, "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -%c -- \"$cur\")",
                            is_folder(o->value) ? 'd' : 'f');
    } else {
        keel_buf_add_char(out, ':');
    }
    keel_buf_add(out, KEEL_STR("; return ;;\n"));
}

static void bash_values(const node *n, keel_buf *out) { each_option(n, 0, bash_value, out); }

static void bash_command(const node *n, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("    '"));
    add_path(n, out);
    keel_buf_add(out, KEEL_STR("') options='"));
    each_option(n, 0, plain_option, out);
    keel_buf_add(out, KEEL_STR("' words='"));
    each_word(last_of(n), plain_word, out);
    keel_buf_add_format(out, "' files='%s' ;;\n",
                        is_file(last_of(n)->operands)     ? "-f"
                        : is_folder(last_of(n)->operands) ? "-d"
                                                          : "");
}

static void bash(const node *root, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("# keel in bash. In ~/.bashrc: source <(keel completion bash)\n"
                               "_keel() {\n"
                               "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                               "    local path=keel options= words= files= i\n"
                               "    COMPREPLY=()\n"
                               "    if [[ $cur == '=' ]]; then cur=\n"
                               "    elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
                               "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                               "        case \"$path ${COMP_WORDS[i]}\" in\n        "));
    walk(root, known_path, out);
    keel_buf_add(out, KEEL_STR(") path=\"$path ${COMP_WORDS[i]}\" ;;\n"
                               "        esac\n"
                               "    done\n"
                               "    case \"$path $prev\" in\n"));
    walk(root, bash_values, out);
    keel_buf_add(out, KEEL_STR("    esac\n"
                               "    case $path in\n"));
    walk(root, bash_command, out);
    keel_buf_add(out, KEEL_STR("    esac\n"
                               "    if [[ $cur == -* ]]; then words=$options\n"
                               "    elif [[ -n $files ]]; then\n"
                               "        compopt -o filenames\n"
                               "        mapfile -t COMPREPLY < <(compgen $files -- \"$cur\")\n"
                               "        return\n"
                               "    fi\n"
                               "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
                               "}\n"
                               "complete -F _keel keel\n"));
}

/* ---- zsh ---------------------------------------------------------------------------------------------------- */

static void zsh_word(const char *name, const char *says, keel_buf *out)
{
    keel_buf_add_format(out, "'%s:", name);
    add_quoted(says, SHELL_QUOTE, out);
    keel_buf_add(out, KEEL_STR("' "));
}

static void zsh_option(const node *n, const option *o, keel_buf *out)
{
    (void)n;
    keel_buf_add_format(out, "'--%s:", o->name);
    add_quoted(o->line, SHELL_QUOTE, out);
    keel_buf_add(out, KEEL_STR("' "));
}

static void zsh_value(const node *n, const option *o, keel_buf *out)
{
    if (o->kind == OPTION_FLAG) return;
    keel_buf_add(out, KEEL_STR("    ('"));
    add_path(n, out);
    keel_buf_add_format(out, " --%s'", o->name);
    if (o->letter != 0) {
        keel_buf_add(out, KEEL_STR("|'"));
        add_path(n, out);
        keel_buf_add_format(out, " -%c'", o->letter);
    }
    keel_buf_add(out, KEEL_STR(") "));
    if (o->kind == OPTION_CHOICE) {
        keel_buf_add(out, KEEL_STR("compadd -- "));
        add_choices(o->value, out);
    } else {
        keel_buf_add(out, is_folder(o->value) ? KEEL_STR("_files -/")
                          : is_file(o->value) ? KEEL_STR("_files")
                                              : KEEL_STR(":"));
    }
    keel_buf_add(out, KEEL_STR("; return ;;\n"));
}

static void zsh_values(const node *n, keel_buf *out) { each_option(n, 0, zsh_value, out); }

static void zsh_command(const node *n, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("    ('"));
    add_path(n, out);
    keel_buf_add(out, KEEL_STR("')\n        options=("));
    each_option(n, 0, zsh_option, out);
    keel_buf_add(out, KEEL_STR(")\n        entries=("));
    each_word(last_of(n), zsh_word, out);
    keel_buf_add_format(out, ")\n        files='%s' ;;\n",
                        is_file(last_of(n)->operands)     ? "_files"
                        : is_folder(last_of(n)->operands) ? "_files -/"
                                                          : "");
}

static void zsh(const node *root, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("#compdef keel\n"
                               "# keel in zsh: keel completion zsh > \"${fpath[1]}/_keel\"\n"
                               "_keel() {\n"
                               "    local way=keel files= i\n"
                               "    local -a options entries\n"
                               "    for ((i = 2; i < CURRENT; i++)); do\n"
                               "        case \"$way ${words[i]}\" in\n        ("));
    walk(root, known_path, out);
    keel_buf_add(out, KEEL_STR(") way=\"$way ${words[i]}\" ;;\n"
                               "        esac\n"
                               "    done\n"
                               "    case \"$way ${words[CURRENT-1]}\" in\n"));
    walk(root, zsh_values, out);
    keel_buf_add(out, KEEL_STR("    esac\n"
                               "    case $way in\n"));
    walk(root, zsh_command, out);
    keel_buf_add(out, KEEL_STR("    esac\n"
                               "    if [[ $PREFIX == -* ]]; then _describe -o option options\n"
                               "    elif [[ -n $files ]]; then ${=files}\n"
                               "    else _describe word entries; fi\n"
                               "}\n"
                               "if [[ ${funcstack[1]} == _keel ]]; then _keel \"$@\"; else compdef _keel keel; fi\n"));
}

/* ---- fish --------------------------------------------------------------------------------------------------- */

static void fish_at(const node *n, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("complete -c keel -n '__keel_at "));
    add_path(n, out);
    keel_buf_add(out, KEEL_STR("'"));
}

static void fish_says(const char *says, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR(" -d '"));
    add_quoted(says, FISH_QUOTE, out);
    keel_buf_add(out, KEEL_STR("'\n"));
}

static void fish_option(const node *n, const option *o, keel_buf *out)
{
    fish_at(n, out);
    if (o->letter != 0) keel_buf_add_format(out, " -s %c", o->letter);
    keel_buf_add_format(out, " -l %s", o->name);
    if (o->kind == OPTION_CHOICE) {
        keel_buf_add(out, KEEL_STR(" -x -a '"));
        add_choices(o->value, out);
        keel_buf_add_char(out, '\'');
    } else if (o->kind != OPTION_FLAG) {
        keel_buf_add(out, is_folder(o->value) ? KEEL_STR(" -x -a '(__fish_complete_directories)'")
                          : is_file(o->value) ? KEEL_STR(" -r -F")
                                              : KEEL_STR(" -x"));
    }
    fish_says(o->line, out);
}

static void fish_command(const node *n, keel_buf *out)
{
    const command *c = last_of(n);

    for (size_t i = 0; i < c->sub_count; i++) {
        fish_at(n, out);
        keel_buf_add_format(out, " -a %s", c->subs[i]->name);
        fish_says(c->subs[i]->line, out);
    }
    if (c->word_at != NULL) {
        fish_at(n, out);
        keel_buf_add(out, KEEL_STR(" -a '"));
        for (size_t i = 0; c->word_at(i) != NULL; i++) plain_word(c->word_at(i), "", out);
        keel_buf_add(out, KEEL_STR("'\n"));
    }
    if (is_file(c->operands) || is_folder(c->operands)) {
        fish_at(n, out);
        keel_buf_add(out, is_file(c->operands) ? KEEL_STR(" -F\n") : KEEL_STR(" -a '(__fish_complete_directories)'\n"));
    }
    each_option(n, 0, fish_option, out);
}

static void fish_known(const node *n, keel_buf *out)
{
    if (n->path_len == 1) return;
    keel_buf_add(out, KEEL_STR(" '"));
    add_path(n, out);
    keel_buf_add_char(out, '\'');
}

static void fish(const node *root, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("# keel in fish: keel completion fish > ~/.config/fish/completions/keel.fish\n"
                               "function __keel_at\n"
                               "    set -l way keel\n"
                               "    for word in (commandline -opc)[2..-1]\n"
                               "        switch \"$way $word\"\n"
                               "            case"));
    walk(root, fish_known, out);
    keel_buf_add(out, KEEL_STR("\n"
                               "                set way \"$way $word\"\n"
                               "        end\n"
                               "    end\n"
                               "    test \"$way\" = \"$argv\"\n"
                               "end\n"
                               "complete -c keel -f\n"));
    walk(root, fish_command, out);
}

/* ---- PowerShell --------------------------------------------------------------------------------------------- */

static void power_word(const char *name, const char *says, keel_buf *out)
{
    keel_buf_add_format(out, "'%s|", name);
    add_quoted(says[0] == '\0' ? name : says, POWER_QUOTE, out);
    keel_buf_add(out, KEEL_STR("'; "));
}

static void power_option(const node *n, const option *o, keel_buf *out)
{
    (void)n;
    keel_buf_add_format(out, "'--%s|", o->name);
    add_quoted(o->line, POWER_QUOTE, out);
    keel_buf_add(out, KEEL_STR("'; "));
}

static void power_value(const node *n, const option *o, keel_buf *out)
{
    if (o->kind != OPTION_CHOICE) return;
    keel_buf_add(out, KEEL_STR("        '"));
    add_path(n, out);
    keel_buf_add_format(out, " --%s' { '", o->name);
    for (const char *c = o->value; *c != '\0'; c++) {
        if (*c == '|')
            keel_buf_add(out, KEEL_STR("'; '"));
        else
            keel_buf_add_char(out, *c);
    }
    keel_buf_add(out, KEEL_STR("'; return }\n"));
}

static void power_values(const node *n, keel_buf *out) { each_option(n, 0, power_value, out); }

static void power_command(const node *n, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("            '"));
    add_path(n, out);
    keel_buf_add(out, KEEL_STR("' { "));
    each_word(last_of(n), power_word, out);
    each_option(n, 0, power_option, out);
    keel_buf_add(out, KEEL_STR("}\n"));
}

static void power_known(const node *n, keel_buf *out)
{
    if (n->path_len == 1) return;
    if (n->path_len > 2 || n->path[0]->subs[0] != last_of(n)) keel_buf_add(out, KEEL_STR(", "));
    keel_buf_add_char(out, '\'');
    add_path(n, out);
    keel_buf_add_char(out, '\'');
}

static void powershell(const node *root, keel_buf *out)
{
    keel_buf_add(out,
                 KEEL_STR(
                     "# keel in PowerShell. In $PROFILE: keel completion powershell | Out-String | Invoke-Expression\n"
                     "Register-ArgumentCompleter -Native -CommandName keel -ScriptBlock {\n"
                     "    param($wordToComplete, $commandAst, $cursorPosition)\n"
                     "    $known = @("));
    walk(root, power_known, out);
    keel_buf_add(out, KEEL_STR(")\n"
                               "    $way = 'keel'\n"
                               "    $before = ''\n"
                               "    foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {\n"
                               "        if ($element.Extent.EndOffset -ge $cursorPosition) { break }\n"
                               "        $before = $element.ToString()\n"
                               "        if ($known -ccontains \"$way $before\") { $way = \"$way $before\" }\n"
                               "    }\n"
                               "    $found = & {\n"
                               "        switch -CaseSensitive (\"$way $before\") {\n"));
    walk(root, power_values, out);
    keel_buf_add(out, KEEL_STR("        }\n"
                               "        switch -CaseSensitive ($way) {\n"));
    walk(root, power_command, out);
    keel_buf_add(out, KEEL_STR("        }\n"
                               "    }\n"
                               "    $found | Where-Object { $_.StartsWith($wordToComplete) } | ForEach-Object {\n"
                               "        $name, $says = $_.Split('|', 2)\n"
                               "        if (-not $says) { $says = $name }\n"
                               "        [System.Management.Automation.CompletionResult]::new("
                               "$name, $name, 'ParameterValue', $says)\n"
                               "    }\n"
                               "}\n"));
}

/* ---- all of them -------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*write)(const node *root, keel_buf *out);
} shells[] = {
    [SHELL_BASH] = { "bash", bash },
    [SHELL_ZSH] = { "zsh", zsh },
    [SHELL_FISH] = { "fish", fish },
    [SHELL_POWERSHELL] = { "powershell", powershell },
};

const char *completion_shell_name(size_t index)
{
    return index < sizeof shells / sizeof shells[0] ? shells[index].name : NULL;
}

void completion_script(completion_shell shell, const command *root, keel_buf *out)
{
    node n = { { root }, 1 };

    shells[shell].write(&n, out);
}

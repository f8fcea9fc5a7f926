"""The other checks of lint, on trees that break one rule each."""
import os

from place import ROOT, Place

LINT = os.path.join(ROOT, "scripts", "lint")

ROW = 'KEEL_ERROR("json.depth", E_LIMIT, "too deep", "…")\n'
LIMIT = 'KEEL_LIMIT(JSON_DEPTH, "json.depth", KEEL_UNIT_COUNT, 1024, 1, 65536,\n           "refused")\n'
CODE = 'return keel_error_set(err, KEEL_E_LIMIT, "json.depth", "deeper than %u", keel_limit_of(KEEL_LIMIT_JSON_DEPTH));\n'


class Rows(Place):
    def rows(self, errors=ROW, limits=LIMIT, code=CODE, script=""):
        self.git()
        self.write("src/skills/json/errors.def", errors)
        self.write("src/skills/json/limits.def", limits)
        self.write("src/skills/json/json.c", code)
        self.write("bindings/node/packages/json/index.js", script)
        return self.run_in(os.path.join(LINT, "rows.py"), self.folder)[:2]

    def test_rows_and_uses_that_agree_pass(self):
        status, out = self.rows(errors=ROW + 'KEEL_ERROR("json.gone", E_LIMIT, "…", "…")\n', script="throw fault('json.gone');\n")
        self.assertEqual(status, 0, out)

    def test_each_disagreement_is_found(self):
        table = [
            ("a name without a row",        dict(code=CODE + 'keel_error_set(err, KEEL_E_LIMIT, "file.gone", "…");\n'), "no errors.def has a row for 'file.gone'"),
            ("a name by way of a helper",   dict(code=CODE + 'refuse(r, "json.deep");\n'),           "no errors.def has a row for 'json.deep'"),
            ("the kernel's word for it",    dict(code=CODE + 'keel_error_system(err, KEEL_E_INPUT,\n    "file.gone", errno, "…");\n'), "json.c:3: no errors.def"),
            ("an error that nothing sets",  dict(errors=ROW + 'KEEL_ERROR("json.unused", E_LIMIT, "…", "…")\n'), "nothing sets 'json.unused'"),
            ("set in a comment alone",      dict(errors=ROW + 'KEEL_ERROR("json.said", E_LIMIT, "…", "…")\n', code=CODE + '/* "json.said" */\n'), "nothing sets 'json.said'"),
            ("a script's name without a row", dict(script="throw fault('json.deep');\n"),           "index.js:1: no errors.def has a row for 'json.deep'"),
            ("set in a script's comment",   dict(errors=ROW + 'KEEL_ERROR("json.said", E_LIMIT, "…", "…")\n', script="// 'json.said'\n"), "nothing sets 'json.said'"),
            ("a limit that nothing asks",   dict(limits=LIMIT + 'KEEL_LIMIT(JSON_NAME, "json.name", KEEL_UNIT_BYTES, 1, 1, 1, "…")\n'), "nothing asks for KEEL_LIMIT_JSON_NAME"),
            ("an error row twice",          dict(errors=ROW + ROW),                                  "'json.depth' has a row already"),
            ("a limit row twice",           dict(limits=LIMIT + LIMIT),                              "'JSON_DEPTH' has a row already"),
        ]
        for says, tree, finding in table:
            with self.subTest(says):
                status, out = self.rows(**tree)
                self.assertEqual(status, 1, out)
                self.assertIn(finding, out)


class Docs(Place):
    def docs(self, readme, **more):
        self.git()
        self.write("dev", "#!/bin/sh\necho '  test [ROOM]    run'\necho '  build          make'\n", executable=True)
        self.write("build/keel", '#!/bin/sh\ncase "$*" in\n"--help") echo "keel --version";;\n"json --help") ;;\n'
                   '"json check --help") echo "  --max-depth N";;\n"help json.depth") ;;\n*) exit 2;;\nesac\n', executable=True)
        self.write(".gitignore", "/build\n")
        self.write("README.md", readme)
        for path, text in more.items():
            self.write(path, text)
        return self.run_in(os.path.join(LINT, "docs.py"), self.folder)[:2]

    def test_pages_that_tell_the_truth_pass(self):
        status, out = self.docs("# Keel\n[how](docs/how.md) [part](docs/how.md#the-part) [self](#keel) [web](https://keel.example/x)\n"
                                "```sh\n./dev test json\n$ keel json check --max-depth 4 a.json | keel json check\nkeel --version\n"
                                "keel_sources += files('x')\n```\n`keel help json.depth`\n", **{"docs/how.md": "## The part\n"})
        self.assertEqual(status, 0, out)

    def test_each_untruth_is_found(self):
        table = [
            ("a link to nowhere",         "[x](docs/gone.md)\n",               "leads nowhere"),
            ("a heading that is gone",    "[x](#gone)\n",                      "no heading '#gone'"),
            ("a word of no door",         "```\n./dev tset\n```\n",            "'./dev tset' is no word"),
            ("a verb that is gone",       "```\nkeel jsn check\n```\n",        "'keel jsn' is no verb"),
            ("a flag that is gone",       "```\nkeel json check --deep 4\n```\n", "has no '--deep'"),
            ("a flag cut short",          "```\nkeel json check --max\n```\n", "has no '--max'"),
            ("the second of a pipe",      "```\nkeel json check | keel gone\n```\n", "'keel gone' is no verb"),
            ("in a line of prose",        "use `keel gone`\n",                 "'keel gone' is no verb"),
            ("a page too long",           "x\n" * 201,                         "201 lines"),
        ]
        for says, readme, finding in table:
            with self.subTest(says):
                status, out = self.docs(readme)
                self.assertEqual(status, 1, out)
                self.assertIn(finding, out)


class Text(Place):
    def test_each_blemish_is_found(self):
        table = [
            ("no newline at the end", "a.c", "int a;",                             "does not end with a newline"),
            ("blanks at the end",     "a.c", "int a; \n",                          "blanks at the end"),
            ("a path of one machine", "a.py", 'open("/' + 'home/jo/x")\n',         "a path of one machine"),
            ("a package server",      "a.json", '"https://registry' + '.npmjs.org/x"\n', "a package server"),
            ("addresses in a lock",   "a.json", '"resolved"' + ': "https://x"\n',          "lock file"),
            ("half a merge",          "a.c", "<" * 7 + " HEAD\n",                  "a merge"),
        ]
        for says, path, text, finding in table:
            with self.subTest(says):
                self.git()
                self.write("ok.c", "int ok;\n")
                self.write(path, text)
                status, out, _ = self.run_in(os.path.join(LINT, "text.py"), self.folder)
                os.remove(os.path.join(self.folder, path))
                self.assertEqual(status, 1, out)
                self.assertIn(finding, out)

    def test_plain_files_pass_and_data_may_be_anything(self):
        self.git()
        self.write("ok.c", "int ok;\n")
        self.write("tests/json/data/cut.json", '{"a": ')
        self.assertEqual(self.run_in(os.path.join(LINT, "text.py"), self.folder)[0], 0)

"""Set-up, on a machine that is made up: a PATH of stand-ins, where apt-get writes down what it was told to do and
lays the missing tools out, as the real one would."""
import os
import shutil

from place import ROOT, Place

# What the script itself needs; all else on the made-up machine is missing until it is installed.
PLAIN = ["awk", "bash", "cat", "cmp", "cp", "dirname", "env", "find", "grep", "head", "mkdir", "sed", "sort", "tail", "touch", "tr", "true"]

TOOLS = {"gcc": "#!/bin/sh\nexit 0\n", "meson": "#!/bin/sh\necho 1.0.1\n", "ninja": "", "pkg-config": "", "python3": "", "git": ""}

APT_GET = """#!/bin/bash
echo "$*" >>"$MACHINE/told"
env | grep -i proxy >>"$MACHINE/told-environment"
case " $* " in
*" -s "*) [ ! -e "$MACHINE/lists" ] || for p in "$@"; do case "$p" in [a-z]*[a-z0-9]) [ "$p" = install ] || echo "Inst $p (1)";; esac; done;;
*" update "*) [ ! -e "$MACHINE/offline" ] || { echo "E: no route to host"; exit 100; }; touch "$MACHINE/lists";;
*" install "*) [ -e "$MACHINE/lists" ] && [ ! -e "$MACHINE/offline" ] || { echo "E: Unable to locate package"; exit 100; }
    cp "$MACHINE"/packages/* "$MACHINE/bin/";;
esac
"""

APT_CACHE = "#!/bin/sh\nshift 2\nfor p; do echo Size: 2000000; echo Installed-Size: 5000; done\n"
SUDO = '#!/bin/bash\necho "sudo $*" >>"$MACHINE/told"\n[ ! -e "$MACHINE/no-password" ] || exit 1\n[ "$1" != -n ] || shift\n' \
       'exec env -i "PATH=$PATH" "MACHINE=$MACHINE" "$@"\n'


class Setup(Place):
    def setUp(self):
        super().setUp()
        for name in ("scripts/setup", "scripts/talk.sh"):
            os.makedirs(os.path.join(self.folder, "scripts"), exist_ok=True)
            shutil.copy(os.path.join(ROOT, name), os.path.join(self.folder, name))
        os.makedirs(os.path.join(self.folder, "bin"))
        for name in PLAIN:
            os.symlink(shutil.which(name), os.path.join(self.folder, "bin", name))
        self.stand_in("apt-get", APT_GET)
        self.stand_in("apt-cache", APT_CACHE)
        self.stand_in("dpkg", "#!/bin/sh\n")
        self.user("0")
        for name, text in TOOLS.items():
            self.write(f"packages/{name}", text or "#!/bin/sh\n", executable=True)

    def stand_in(self, name, text):
        self.write(f"bin/{name}", text, executable=True)

    def user(self, number):
        self.stand_in("id", f"#!/bin/sh\necho {number}\n")

    def set_up(self, *arguments, **environment):
        return self.run_in("scripts/setup", *arguments, PATH=os.path.join(self.folder, "bin"), MACHINE=self.folder, **environment)

    def told(self):
        return self.read("told") if os.path.exists(os.path.join(self.folder, "told")) else ""

    def test_check_tells_and_changes_nothing(self):
        before = sorted(os.listdir(self.folder)), sorted(os.listdir(os.path.join(self.folder, "bin")))
        self.write("lists", "")
        status, out, err = self.set_up("--check", "base")
        os.remove(os.path.join(self.folder, "lists"))
        self.assertEqual((status, out), (1, ""))
        for word in ("ninja-build", "runs the build", "MB to fetch", "MB on disk"):
            self.assertIn(word, err)
        for line in self.told().splitlines():
            self.assertIn("-s ", line)
        for left in ("told", "told-environment"):
            os.remove(os.path.join(self.folder, left))
        self.assertEqual((sorted(os.listdir(self.folder)), sorted(os.listdir(os.path.join(self.folder, "bin")))), before)

    def test_it_says_what_and_why_then_installs_then_has_nothing_to_do(self):
        status, out, err = self.set_up("base")
        self.assertEqual((status, out), (0, ""), err)
        self.assertLess(err.index("runs the build"), err.index("installing 7 packages, 14 MB to fetch, 35 MB on disk"))
        first = self.told()
        self.assertIn("--no-install-recommends", first)
        self.assertEqual(self.set_up("base"), (0, "", ""))
        self.assertEqual(self.told(), first)

    def test_only_what_is_missing_is_asked_for(self):
        self.write("lists", "")
        for name in ("gcc", "meson", "git"):
            self.stand_in(name, TOOLS[name] or "#!/bin/sh\n")
        self.set_up("base")
        install = [line for line in self.told().splitlines() if " install " in line][-1]
        self.assertTrue(install.endswith("install ninja-build pkg-config python3"), install)

    def test_without_a_network_it_says_so_and_can_be_repeated(self):
        self.write("offline", "")
        status, _, err = self.set_up("base")
        self.assertEqual(status, 1)
        self.assertIn("no route to host", err)
        self.assertIn("mend", err)
        os.remove(os.path.join(self.folder, "offline"))
        self.assertEqual(self.set_up("base")[0], 0)

    def test_an_ordinary_user_goes_by_sudo_which_keeps_the_proxy(self):
        self.user("1000")
        self.stand_in("sudo", SUDO)
        status, _, err = self.set_up("base", https_proxy="http://proxy.example:3128")
        self.assertEqual(status, 0, err)
        self.assertIn("https_proxy=http://proxy.example:3128", self.read("told-environment"))

    def test_without_terminal_and_rights_it_says_what_to_type(self):
        self.user("1000")
        status, _, err = self.set_up("base")
        self.assertEqual(status, 1)
        self.assertIn("su -c 'apt-get install --no-install-recommends gcc ", err)
        self.stand_in("sudo", SUDO)
        self.write("no-password", "")
        status, _, err = self.set_up("base")
        self.assertEqual(status, 1)
        self.assertIn("sudo apt-get install --no-install-recommends gcc ", err)

    def test_without_apt_it_names_the_packages(self):
        os.remove(os.path.join(self.folder, "bin", "apt-get"))
        status, _, err = self.set_up("base")
        self.assertEqual(status, 1)
        self.assertIn("ninja-build", err)
        self.assertIn("your system's own tool", err)

    def test_an_old_meson_is_refused_with_the_mend(self):
        self.write("packages/meson", "#!/bin/sh\necho 0.53.2\n", executable=True)
        status, _, err = self.set_up("base")
        self.assertEqual(status, 1)
        self.assertIn("meson 0.53.2 is too old", err)
        self.assertIn("pip install", err)

    def test_an_unknown_group_gets_the_nearest(self):
        status, _, err = self.set_up("bas")
        self.assertEqual(status, 2)
        self.assertIn("scripts/setup base", err)

    def test_npm_fetches_what_the_lock_says_once_and_again_when_it_was_cut_off(self):
        for name, text in TOOLS.items():
            self.stand_in(name, text or "#!/bin/sh\n")
        self.stand_in("node", "#!/bin/sh\necho 20.0.0\n")
        self.stand_in("npm", '#!/bin/sh\necho "$*" >>"$MACHINE/npm-told"\nmkdir -p node_modules/x\n[ ! -e "$MACHINE/offline" ]\n')
        self.write("bindings/node/package-lock.json", "{}\n")
        self.write("offline", "")
        status, _, err = self.set_up("node")
        self.assertEqual(status, 1)
        self.assertIn("NODE_EXTRA_CA_CERTS", err)
        os.remove(os.path.join(self.folder, "offline"))
        self.assertEqual(self.set_up("--check", "node")[0], 1)
        self.assertEqual(self.set_up("node")[0], 0)
        self.assertEqual(self.set_up("node"), (0, "", ""))
        self.assertEqual(len(self.read("npm-told").splitlines()), 2)
        self.write("bindings/node/package-lock.json", '{"changed": true}\n')
        self.assertEqual(self.set_up("node")[0], 0)
        self.assertEqual(len(self.read("npm-told").splitlines()), 3)

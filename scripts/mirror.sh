# mirror: where this machine's own apt gets Debian from; the roots that the tests make come from there too.
# shellcheck shell=bash
mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        sed -nE 's/^(URIs: *|deb (\[[^]]*\] )?)(https?:[^ ]*debian)\/?( .*)?$/\3/p' | head -n 1
}

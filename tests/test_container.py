"""The Containerfile's steps, run one by one in a copy-on-write view of this machine's root: no image is pulled, no daemon is needed."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STEPS = [line for line in (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]

NEW_ROOT = """
set -eu
mount -t tmpfs none "$1" && mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o lowerdir=/,upperdir="$1/upper",workdir="$1/work" "$1/root"
"""
"""Makes the view under the folder that is the first argument, in mounts that only this shell and its children see."""


def is_possible(folder: Path) -> bool:
    """Whether this machine lets us mount such a view."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-m", "sh", "-c", NEW_ROOT, "sh", folder], capture_output=True).returncode == 0


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def build_script() -> str:
    """The steps up to the image's start as lines of shell for a chroot; what is copied comes from /context."""
    lines, folder, ran_as_root = ["set -eu"], "/", True
    for step in STEPS:
        word, rest = step.split(" ", 1)
        match word:
            case "WORKDIR":
                folder = rest
                lines.append(f"mkdir -p {rest}")
            case "COPY" if not rest.startswith("--from"):
                *sources, target = shlex.split(rest)
                lines += [f"cp -r /context/{source} {folder}/{target if len(sources) == 1 else '.'}" for source in sources]
            case "RUN":
                assert ran_as_root
                lines.append(f"cd {folder}; {rest}")
            case "USER":
                ran_as_root = False
    return "\n".join(lines)


def command_of(word: str) -> str:
    """What a step in JSON form runs, as a line of shell."""
    (step,) = [line for line in STEPS if line.startswith(word)]
    words: list[str] = json.loads(step[step.index("[") :])
    return shlex.join(words)


@pytest.mark.long
def test_the_containers_steps_build_a_desk_that_serves_as_nobody_on_a_read_only_root(tmp_path: Path) -> None:
    folder = tmp_path / "mounts"
    folder.mkdir()
    if os.geteuid() != 0 or not is_possible(folder):
        pytest.skip("needs root and leave to mount an overlay, as a container's builder has")
    if not is_free(5000):
        pytest.skip("port 5000, on which the container serves, is taken")
    settings = " ".join(shlex.quote(pair) for pair in next(step for step in STEPS if step.startswith("ENV ")).split()[1:])
    as_nobody = f"setpriv --reuid 10001 --regid 10001 --clear-groups env -i {settings} PATH=/usr/bin:/bin sh -c"
    script = f"""{NEW_ROOT}
cd "$1/root"
mkdir context && mount --bind {shlex.quote(str(ROOT))} context && mount --rbind /dev dev && mount -t proc proc proc
chmod a+x root  # where this machine's own Python may lie
cat > build.sh <<'BUILD'
{build_script()}
BUILD
chroot . sh build.sh >&2
mount -t tmpfs none tmp && mount -t tmpfs none data && chown 10001 data && mount -o remount,ro .
chroot . {as_nobody} {shlex.quote("cd /data; " + "exec " + command_of("CMD"))} &
desk=$!
for try in $(seq 300); do
    if chroot . {as_nobody} {shlex.quote(command_of("HEALTHCHECK"))} 2>/dev/null; then echo healthy; break; fi
    sleep 0.2
done
chroot . {as_nobody} 'touch /opt/new' 2>/dev/null || echo read-only
ls data
kill -TERM $desk
wait $desk && echo stopped cleanly
"""
    done = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", folder], capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    assert re.search(r"make the first admin at http://\S+/first/", done.stderr)
    assert {"healthy", "read-only", "claims.db", "stopped cleanly"} <= set(done.stdout.splitlines())


def test_every_step_is_one_that_the_test_above_understands() -> None:
    known = {"FROM", "WORKDIR", "COPY", "RUN", "LABEL", "USER", "ENV", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {step.split(" ", 1)[0] for step in STEPS} == known


def test_the_version_of_the_image_is_the_programs() -> None:
    from claims import __version__

    assert f'org.opencontainers.image.version="{__version__}"' in next(step for step in STEPS if step.startswith("LABEL"))

"""Fifty members at once: the served node under Debian's `ab`, for each page the median and the time that 95 of 100 kept."""

import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE, REQUESTS = 50, 1000
START = 60.0


def crowd(title: str, environment: dict[str, str]) -> None:
    """Print one line a page. The figures are of this machine on this day; nothing is judged by them."""
    with served(environment) as base:
        browser, jar = signed_in(base)
        listed = browser.open(f"{base}/cases/").read().decode()
        case = re.search(r"/cases/[0-9a-f-]{36}/", listed)
        token = re.search(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.open(f"{base}/cases/search/").read().decode()
        )
        cookies = "; ".join(f"{one.name}={one.value}" for one in jar)
        print(f"{title}: {AT_ONCE} at once, {REQUESTS} requests a page", flush=True)
        pages = {"My day": "/", "case list": "/cases/", "case page": case[0] if case else ""}
        for name, path in pages.items():
            report(name, cookies, base + path)
        query = urllib.parse.urlencode({"q": "Mari", "csrfmiddlewaretoken": token[1] if token else ""})
        report("search", cookies, f"{base}/cases/search/", query)


def report(name: str, cookies: str, address: str, body: str = "") -> None:
    with tempfile.NamedTemporaryFile("w") as form:
        form.write(body)
        form.flush()
        sent = ("-p", form.name, "-T", "application/x-www-form-urlencoded") if body else ()
        command = [
            "ab",
            "-q",
            "-n",
            str(REQUESTS),
            "-c",
            str(AT_ONCE),
            "-C",
            cookies,
            "-H",
            f"Referer: {address}",
            *sent,
        ]
        told = subprocess.run([*command, address], check=True, capture_output=True, text=True).stdout
    fifty, ninety_five = (re.search(rf"^\s+{share}%\s+(\d+)", told, re.M) for share in (50, 95))
    failed = re.search(r"Non-2xx responses:\s+(\d+)", told)
    each = re.search(r"Requests per second:\s+([\d.]+)", told)
    if failed or not (fifty and ninety_five and each):
        raise SystemExit(f"{name}: {failed[1] if failed else 'all'} of {REQUESTS} requests failed.\n{told}")
    print(f"  {name:<10} median {fifty[1]:>5} ms, p95 {ninety_five[1]:>5} ms, {each[1]} requests a second", flush=True)


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "fyr", "serve"]
    with subprocess.Popen(
        command, env=environment | {"FYR_PORT": str(port)}, cwd=ROOT, stdout=subprocess.DEVNULL
    ) as server:
        try:
            wait(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait(port: int, server: subprocess.Popen) -> None:
    started = time.monotonic()
    while time.monotonic() < started + START and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5).close()
            return
        except OSError:
            os.sched_yield()
            time.sleep(0.2)
    raise SystemExit("The node was not served in time.")


def signed_in(base: str) -> tuple[urllib.request.OpenerDirector, http.cookiejar.CookieJar]:
    """As the coordinator of the example, by her card."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{base}/sign-in/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    card = re.search(r'action="(/sign-in/card/[^"]+)"[^>]*>(?:(?!</form>).)*Alma Lindqvist', page, re.S)
    if not (token and card):
        raise SystemExit("The sign-in page shows no card of Alma Lindqvist.")
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1]}).encode()
    browser.open(urllib.request.Request(base + card[1], sent, {"Referer": base + "/"}))
    return browser, jar

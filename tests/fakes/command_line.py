"""Calls icplint as a user does: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

CLEAN_PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>首页</title></head>
<body><h1>某某公司</h1><p>欢迎访问本站，这里是某某公司的产品与服务介绍。</p>
<footer><p>© 2013-2026 某某（北京）科技有限公司 版权所有</p>
<p><a href="https://beian.miit.gov.cn/" target="_blank">京ICP备16059763号-1</a></p></footer></body></html>
"""
FAULTY_PAGE = CLEAN_PAGE.replace(
    '<p><a href="https://beian.miit.gov.cn/" target="_blank">京ICP备16059763号-1</a></p>', ""
)


def environment(**more: str) -> dict[str, str]:
    """The environment of a call: icplint is found from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def icplint(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Call icplint and wait for its end."""
    return subprocess.run(
        [sys.executable, "-m", "icplint", *arguments],
        cwd=cwd,
        input=stdin,
        env=environment(**(env or {})),
        capture_output=True,
        check=False,
        timeout=60,
    )

"""The words of `icplint replay`."""

from icplint.model.text import text

COMMAND = text(
    en="Judge again what `icplint check … --keep-answers FOLDER` has kept of sites: by the rules and settings of now. "
    "Nothing is asked for.",
    zh="按当前规则和设置，重新核查 `icplint check … --keep-answers 文件夹` 留存的应答记录。不发出任何请求。",
)
FILES = text(en="Recordings: files of --keep-answers.", zh="应答记录：--keep-answers 生成的文件。")
ANONYMISE = text(
    en="Write a copy with other numbers, names and hosts, and judge that one.",
    zh="写出替换了编号、名称和域名的副本，并核查该副本。",
)
WRITTEN = text(
    en="{path} is written, with other numbers, names and hosts. Names of strangers may still stand in its texts: look "
    "through it before you give it away",
    zh="已写入 {path}，其中的编号、名称和域名均已替换。正文中仍可能有其他单位的名称，提供给他人之前请检查",
)
CHANGED = text(
    en="In the copy these rules end otherwise, for they judge by the very names or numbers: {rules}",
    zh="以下规则取决于具体的名称或编号，在副本中结果不同：{rules}",
)

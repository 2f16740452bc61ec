"""Content types that are plainly no web page. Pure."""

_NO_PAGE = ("image/", "audio/", "video/", "font/", "model/", "multipart/", "message/")

_NO_PAGE_EXACTLY = frozenset(
    {
        "application/gzip",
        "application/java-archive",
        "application/javascript",
        "application/json",
        "application/msword",
        "application/octet-stream",
        "application/pdf",
        "application/postscript",
        "application/rtf",
        "application/vnd.android.package-archive",
        "application/wasm",
        "application/x-7z-compressed",
        "application/x-gzip",
        "application/x-javascript",
        "application/x-mpegurl",
        "application/x-msdownload",
        "application/x-rar-compressed",
        "application/x-shockwave-flash",
        "application/x-tar",
        "application/zip",
        "text/calendar",
        "text/css",
        "text/csv",
        "text/javascript",
        "text/markdown",
        "text/vcard",
    }
)


def is_plainly_no_page(content_type: str) -> bool:
    """True where a browser shows no page for this `Content-Type`.

    A missing or unknown type is for the reader to judge by the bytes: many servers send a page
    without one, or with one of their own invention.
    """
    media = content_type.partition(";")[0].strip().lower()
    return (
        media in _NO_PAGE_EXACTLY
        or media.startswith(_NO_PAGE)
        or media.startswith("application/vnd.openxmlformats")
        or media.endswith("+json")
    )

"""Adds "Send with Sendoff" to the menu of files in Nautilus (package python3-nautilus, API 3.0 and 4.0)."""

import subprocess
from urllib.parse import unquote, urlparse

from gi.repository import GObject, Nautilus

LABEL = "Send with Sendoff"
LABELS = {"de": "Mit Sendoff senden"}


def label():
    """The label in the language of the desktop."""
    import locale

    language = (locale.getlocale(locale.LC_MESSAGES)[0] or "").split("_")[0]
    return LABELS.get(language, LABEL)


def paths_of(files):
    """Paths of the files that are on this computer; None where one is a folder or lies elsewhere."""
    paths = []
    for file in files:
        uri = urlparse(file.get_uri())
        if uri.scheme != "file" or file.is_directory():
            return None
        paths.append(unquote(uri.path))
    return paths


class SendWithSendoff(GObject.GObject, Nautilus.MenuProvider):
    """The menu item. Nautilus 43 and later call with the files alone, older ones with the window before them."""

    def get_file_items(self, *args):
        paths = paths_of(args[-1])
        if not paths:
            return []
        item = Nautilus.MenuItem(name="Sendoff::send", label=label())
        item.connect("activate", lambda _item: send(paths))
        return [item]


def send(paths):
    """Opens a compose window with the files attached."""
    subprocess.Popen(["sendoff", "compose", *("--attach=" + path for path in paths)], start_new_session=True)

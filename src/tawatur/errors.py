"""Errors for people: each is one sentence that names the input, says what is wrong, and where it helps, what to do."""


class TawaturError(Exception):
    """Anything tawatur refuses to go on with; the command line prints it as it stands and exits with 2."""


class InputError(TawaturError):
    """An input (a file, a line, a page) that cannot be read; it is counted as dropped and costs nothing else."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class PackError(TawaturError):
    """A row of a language pack or of the press registry that does not load."""


class StoreError(TawaturError):
    """A store that cannot be opened, read or written."""

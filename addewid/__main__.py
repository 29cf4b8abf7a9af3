"""``addewid``: runs the command line and ends with the documented exit status."""

import os
import sys
from typing import NoReturn

# The matrices of the language model are small: more threads than one for each only wait for each other. It must be said
# before numpy is first imported, and the processes that a command starts inherit it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

STOPPED = 130
UNFORESEEN = 70


def main() -> NoReturn:
    """Run the command line. An error is one sentence on stderr and an exit status; ADDEWID_DEBUG=1 shows its trace."""
    import click

    from addewid import attended
    from addewid.cli import cli
    from corpus.errors import AddewidError

    attended.begin()
    try:
        status = cli.main(prog_name="addewid", standalone_mode=False)  # what a command exits with; None when done
    except (click.Abort, KeyboardInterrupt):
        _end("Stopped; what was finished is kept.", STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except AddewidError as error:
        _end("\n".join(filter(None, (str(error), error.detail))), error.exit_status)
    except Exception as error:
        if os.environ.get("ADDEWID_DEBUG"):
            raise
        _end(
            f"Something Addewid did not foresee went wrong ({type(error).__name__}: {error}); what was finished "
            "is kept. Please report it, with what ADDEWID_DEBUG=1 shows.",
            UNFORESEEN,
        )
    sys.exit(status or 0)


def _end(said: str, status: int) -> NoReturn:
    print(said, file=sys.stderr)  # noqa: T201
    sys.exit(status)


if __name__ == "__main__":
    main()

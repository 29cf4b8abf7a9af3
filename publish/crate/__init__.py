"""An RO-Crate of a slice of the corpus, so that somebody else can repeat a finding, and the checking of one."""

from publish.crate.checking import Checked, Lost, check
from publish.crate.contents import found_in
from publish.crate.making import Made, make
from publish.crate.reading import Crate, opened

__all__ = ["Checked", "Crate", "Lost", "Made", "check", "found_in", "make", "opened"]

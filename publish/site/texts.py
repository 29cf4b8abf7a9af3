"""What the pages say around what they tell; templates name these."""

from collections.abc import Mapping

from corpus.language import msg

TEXTS: Mapping[str, str] = {
    "site": "Addewid",
    "strap": msg("What public policy in Wales promised, and what became of it"),
    "skip": msg("Skip to the content"),
    "places": msg("Places of this site"),
    "about_site": msg("About these pages"),
    "printed": msg("Address of this page"),
    # places
    "overview": msg("Overview"),
    "promises": msg("Promises"),
    "bodies": msg("Bodies"),
    "themes": msg("Themes"),
    "documents": msg("Documents"),
    "find": msg("Find"),
    "changes": msg("What changed"),
    "method": msg("Method"),
    "codebook": msg("Codebook"),
    "data": msg("Data"),
    # overview
    "overview_lead": msg(
        "Promises that public bodies in Wales made, and what people who looked for evidence say became of each."
    ),
    "numbers": msg("In numbers"),
    "overdue_first": msg("Unmet though its day is past"),
    "all_overdue": msg("All that are overdue"),
    "latest_changes": msg("Judged last"),
    "none_overdue": msg("No promise that was judged to be unmet is past its day."),
    "none_judged": msg("Nobody has judged a promise yet."),
    "the_same_in_numbers": msg("The same in numbers"),
    "not_unmet": msg("What nobody has assessed is not called unmet."),
    # lists
    "filters": msg("Narrow this list"),
    "pages": msg("Pages of this list"),
    "previous": msg("Previous page"),
    "next": msg("Next page"),
    "nothing_here": msg("There is no promise here."),
    "due": msg("due"),
    "overdue": msg("overdue"),
    "in_all": msg("in all"),
    "unmet": msg("unmet"),
    "met": msg("met"),
    "name": msg("Name"),
    "by_program": msg("found by the program, confirmed by nobody yet"),
    "self_reported": msg("self-reported"),
    "withdrawn_short": msg("no longer in its document"),
    # promise
    "promise_words": msg("The words"),
    "cut_by_rights": msg("The rights in this document allow a short quotation only."),
    "open_source": msg("Read it at its source"),
    "present": msg("That words stand in a source does not show that they are true, or that anything was done."),
    "same_elsewhere": msg("The same in the other language"),
    "facts": msg("What it says"),
    "who": msg("Who"),
    "what": msg("What"),
    "for_whom": msg("For whom"),
    "by_when": msg("By when"),
    "on_condition": msg("On condition that"),
    "document": msg("Document"),
    "judgements": msg("Three judgements"),
    "judgements_lead": msg("They answer different questions, and are never folded into one."),
    "nobody_judged": msg("Nobody has judged this yet."),
    "as_of": msg("As of"),
    "judged_by": msg("judged by"),
    "because": msg("Because"),
    "rests_on": msg("It rests on"),
    "evidence_word": msg("evidence"),
    "search_word": msg("a search that found nothing, kept as"),
    "self_reported_long": msg("It rests on the word of whoever promised, and of nobody else."),
    "evidence": msg("Evidence"),
    "evidence_lead": msg(
        "People chose these words, or accepted them when the program suggested them, as bearing on the promise."
    ),
    "no_evidence": msg("Nobody has accepted any evidence yet."),
    "suggested": msg("Suggested by the program, decided by nobody"),
    "suggested_lead": msg(
        "The program thinks that these may bear on the promise. No person has decided that they do, and none of it "
        "counts."
    ),
    "suggestion": msg("Suggestion of the program"),
    "timeline": msg("Timeline"),
    "corrected_since": msg("corrected since"),
    "also_stated": msg("Also stated in"),
    "also_lead": msg("People said that these are the same promise."),
    "challenge": msg("If you think that this is wrong"),
    "challenge_write": msg("Say what is wrong, with words of a source and where they stand, and name this promise:"),
    "challenge_to": msg("Write to"),
    "challenge_nobody": msg(
        "Turn to whoever publishes these pages. A judgement is never deleted: a correction is put in its place, and "
        "both stay to be read."
    ),
    "confirmed": msg("A person confirmed that this is a promise."),
    "not_confirmed": msg("The program found this promise. Nobody has confirmed yet that it is one."),
    "withdrawn": msg("Its document no longer holds these words. They are kept because people decided about them."),
    # changes
    "changes_lead": msg("What people judged, the last first. What was corrected stays to be read."),
    "feed": msg("Feed of changes (Atom)"),
    "taken_back": msg("an earlier judgement was taken back"),
    # find
    "find_lead": msg("Every promise is in the lists below. Where your browser runs scripts, you can narrow them here."),
    "find_words": msg("Words"),
    "find_any": msg("any"),
    "find_status": msg("Status"),
    "find_kind": msg("Kind"),
    "find_body": msg("Body"),
    "find_theme": msg("Theme"),
    "find_results": msg("Promises found"),
    "find_loading": msg("Reading the promises"),
    "find_more": msg("Only the first are shown; narrow further to see others."),
    "find_lists": msg("The lists"),
    "find_failed": msg("The promises could not be read; use the lists below."),
    # data
    "data_lead": msg("The data behind these pages, to work with elsewhere. Columns and values are in English."),
    "file": msg("File"),
    "size": msg("Size"),
    # start and missing page
    "missing": msg("This page is not here"),
    "missing_lead": msg("What was promised stays; its page may have another name. Begin at the overview."),
}

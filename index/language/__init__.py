"""Words as search compares them: analysis, Welsh mutations and endings, the thesaurus, spelling."""

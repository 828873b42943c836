"""The grammar of official work reports: from a sentence to its quantitative facts."""

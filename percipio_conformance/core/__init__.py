"""Values that every layer uses: events, outcomes, times, text, redaction, limits."""

"""Writers of one run's report: terminal, HTML, JUnit, JSON, Markdown and badge."""

"""Extensions: functions that the article needs and the public API lacks."""

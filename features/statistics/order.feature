Feature: Late, repeated and reordered statements
  Networks repeat and reorder messages. The statistics of a learner must not depend on that.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @D01
  Rule: A statement that is delivered twice counts once

    Scenario Outline: <how> makes no second attempt
      Given Percipio does not distinguish attempts
      And Percipio queues its statements
      And Ada works on "Six Sigma Basics" in Percipio, scoring 50 %, 10 minutes in all
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio, scoring 80 %, 25 minutes in all
      When Percipio sends the queued statements <order>
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  |
        | 100 %    | 80 %  | 25 minutes | Success |

      Examples:
        | how                    | order                             |
        | A repetition at once   | one by one, each of them twice    |
        | A repetition of it all | one by one, and all of them again |

    @wire @derived
    Scenario: The same statement is accepted again and changes nothing
      Given Ada's completion of "Six Sigma Basics" is posted
      And a few minutes have passed
      When the same statement is posted again
      Then the statement is accepted
      And within minutes, Ada has 1 attempt on "Six Sigma Basics"

    @wire
    Scenario: A new statement in a list with an already accepted one counts
      Given Grace's start of "Six Sigma Basics" is posted
      When Ada's completion of "Six Sigma Basics" is posted in a list after the previous statement
      Then the statement is accepted
      And within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And Grace has 1 attempt on "Six Sigma Basics"

    @wire @derived
    Scenario: A statement with a known ID and other content is not applied
      Given Ada's start of "Six Sigma Basics" is posted
      And a few minutes have passed
      When the same statement is posted again with verb.id set to "http://adlnet.gov/expapi/verbs/completed"
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

  @D02
  Rule: The order of arrival makes no difference

    Scenario Outline: Statements arrive <way>
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio queues its statements
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 10:00 CET
      And Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 12 minutes in all
      And it becomes 12 January 2026, 11:00 CET
      And Ada completes "Six Sigma Basics" in Percipio, scoring 80 %, 30 minutes in all
      When Percipio sends the queued statements <order>
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  | last activity              |
        | 100 %    | 80 %  | 30 minutes | Success | 12 January 2026, 11:00 CET |

      Examples:
        | way                             | order                          |
        | in one list                     | at once                        |
        | in one list, the last one first | at once, the last one first    |
        | one after the other             | one by one                     |
        | one by one, the last one first  | one by one, the last one first |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A later start does not undo a completion
      Given Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A completion that arrives after a later visit counts
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio queues its statements
      And Ada completes "Six Sigma Basics" in Percipio, scoring 80 %
      And it becomes 12 January 2026, 10:00 CET
      And Ada reopens "Six Sigma Basics" in Percipio
      When Percipio sends the queued statements one by one, the last one first
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result  |
        | 100 %    | 80 %  | Success |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A visit weeks after the completion changes nothing
      Given Ada completes "Six Sigma Basics" in Percipio, scoring 80 %
      And 20 days have passed
      When Ada reopens "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result  |
        | 100 %    | 80 %  | Success |

  @D03
  Rule: An invalid statement does not block valid ones

    @wire
    Scenario Outline: Ada's completion counts in a list with a statement <companion>
      When Ada's completion of "Six Sigma Basics" is posted in a list with one <companion>
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

      Examples: Valid statements
        | companion             |
        | of an unknown learner |
        | about unknown content |

      @derived
      Examples: An invalid statement, for which the standard lets a receiver reject the whole list
        | companion        |
        | without an actor |

    @wire @derived
    Scenario Outline: A body <ruin> is rejected with a reason and records nothing
      When Ada's completion of "Six Sigma Basics" is posted <ruin>
      Then the statement is rejected with a reason
      And after a few minutes, no learner has an attempt on "Six Sigma Basics"

      Examples: Unreadable bodies
        | ruin                              |
        | cut off in the middle             |
        | as text that is not JSON          |
        | as an empty body                  |
        | as a bare number                  |
        | with a score that is not a number |
        | nested ten thousand times         |
        | in invalid UTF-8                  |

      Examples: Readable bodies without a valid statement
        | ruin                                         |
        | without actor                                |
        | without verb                                 |
        | without object                               |
        | with actor set to null                       |
        | with verb set to "completed"                 |
        | with id set to 4711                          |
        | with timestamp set to "yesterday"            |
        | with timestamp set to "2026-02-30T09:00:00Z" |
        | with result.score.scaled set to "most of it" |
        | with result.score.scaled set to 7            |
        | with result.duration set to 625              |

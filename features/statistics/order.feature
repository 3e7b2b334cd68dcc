Feature: Late, twice and out of order
  Networks repeat and reorder. What a learner did does not change with the way the news of it
  travelled.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @D01
  Rule: A report that is delivered twice counts once

    Scenario Outline: <how> makes no second attempt
      Given Percipio does not tell attempts apart
      And Percipio keeps its reports back
      And Ada works on "Six Sigma Basics" in Percipio, scoring 50 %, 10 minutes in all
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio, scoring 80 %, 25 minutes in all
      And Percipio sends what it kept back <order>
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  |
        | 100 %    | 80 %  | 25 minutes | Success |

      Examples:
        | how                    | order                             |
        | A repetition at once   | one by one, each of them twice    |
        | A repetition of it all | one by one, and all of them again |

    @wire @derived
    Scenario: The same statement again is welcome and changes nothing
      Given Ada's completion of "Six Sigma Basics" is posted
      And a few minutes have passed
      And the same statement is posted again
      When a few minutes pass
      Then it was accepted
      And Ada has 1 attempt on "Six Sigma Basics"

    @wire
    Scenario: Beside a statement that came before, a new one counts
      Given Grace's start of "Six Sigma Basics" is posted
      And Ada's completion of "Six Sigma Basics" is posted in a list after the statement before
      When a few minutes pass
      Then it was accepted
      And Ada's progress on "Six Sigma Basics" is 100 %
      And Grace has 1 attempt on "Six Sigma Basics"

    @wire @derived
    Scenario: The same identifier with other content is not applied
      Given Ada's start of "Six Sigma Basics" is posted
      And a few minutes have passed
      And the same statement is posted again with verb.id set to "http://adlnet.gov/expapi/verbs/completed"
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

  @D02
  Rule: The order of arrival makes no difference

    Scenario Outline: Reports arrive <way>
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio keeps its reports back
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 10:00 CET
      And Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 12 minutes in all
      And it becomes 12 January 2026, 11:00 CET
      And Ada completes "Six Sigma Basics" in Percipio, scoring 80 %, 30 minutes in all
      And Percipio sends what it kept back <order>
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  | last activity              |
        | 100 %    | 80 %  | 30 minutes | Success | 12 January 2026, 11:00 CET |

      Examples:
        | way                                | order                           |
        | in one list                     | at once                        |
        | in one list, the last one first | at once, the last one first    |
        | one after the other             | one by one                     |
        | one by one, the last one first  | one by one, the last one first |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A later start takes no completion away
      Given Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A completion that a later visit has overtaken counts all the same
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio keeps its reports back
      And Ada completes "Six Sigma Basics" in Percipio, scoring 80 %
      And it becomes 12 January 2026, 10:00 CET
      And Ada looks again at "Six Sigma Basics" in Percipio
      And Percipio sends what it kept back one by one, the last one first
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result  |
        | 100 %    | 80 %  | Success |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A visit weeks after the completion takes nothing away
      Given Ada completes "Six Sigma Basics" in Percipio, scoring 80 %
      And 20 days have passed
      And Ada looks again at "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result  |
        | 100 %    | 80 %  | Success |

  @D03
  Rule: One bad report does not keep the good ones from counting

    @wire
    Scenario Outline: Beside a statement <companion> Ada's completion counts
      Given Ada's completion of "Six Sigma Basics" is posted in a list with one <companion>
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

      Examples: Statements as the standard wants them
        | companion               |
        | of somebody unknown     |
        | about something unknown |

      @derived
      Examples: No statement at all, for which the standard lets a receiver refuse the whole list
        | companion        |
        | without an actor |

    @wire @derived
    Scenario Outline: A body <ruin> is refused with a reason and records nothing
      Given Ada's completion of "Six Sigma Basics" is posted <ruin>
      When a few minutes pass
      Then it was refused with a reason
      And nobody has an attempt on "Six Sigma Basics"

      Examples: Nothing that could be read
        | ruin                             |
        | cut off in the middle            |
        | as words that are no JSON        |
        | as an empty body                 |
        | as a bare number                 |
        | with a score that is not a number |
        | nested ten thousand times        |
        | in letters of no alphabet        |

      Examples: Readable, and no statement
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

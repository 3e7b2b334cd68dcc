Feature: Time spent
  Works councils and sponsors ask for training hours. Percipio sends one duration for a course,
  however often it is taken; the first attempt carries it.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C054
  Rule: Time spent is the duration that Percipio sends, to the second

    Scenario Outline: <time> are <time>
      When Ada works on "Six Sigma Basics" in Percipio, <time> in all
      Then within minutes, Ada's time spent on "Six Sigma Basics" is <time>

      Examples:
        | time                         |
        | 4 seconds                    |
        | 10 minutes 25 seconds        |
        | 1 hour 13 minutes 12 seconds |
        | 30 hours 5 minutes           |

    Scenario: Starting the course alone records no time
      When Ada starts "Six Sigma Basics" in Percipio
      Then after a few minutes, Ada's time spent on "Six Sigma Basics" is nothing

    @wire @profile
    Scenario Outline: A duration written <duration> is <time>
      When Ada's progress of "Six Sigma Basics" is posted with result.duration set to "<duration>"
      Then within minutes, Ada's time spent on "Six Sigma Basics" is <time>

      Examples:
        | duration  | time                  |
        | PT625S    | 10 minutes 25 seconds |
        | PT1H0M12S | 1 hour 12 seconds     |
        | P1DT2H    | 26 hours              |

  @C055
  Rule: The newest duration replaces the one before, on the first attempt

    Scenario: A longer time replaces a shorter one and is not added to it
      Given Ada works on "Six Sigma Basics" in Percipio, 3 minutes in all
      And a few minutes have passed
      When Ada works on "Six Sigma Basics" in Percipio, 10 minutes in all
      Then within minutes, Ada's time spent on "Six Sigma Basics" is 10 minutes

    Scenario: A shorter time replaces a longer one
      Given Ada works on "Six Sigma Basics" in Percipio, 10 minutes in all
      And a few minutes have passed
      When Ada works on "Six Sigma Basics" in Percipio, 3 minutes in all
      Then within minutes, Ada's time spent on "Six Sigma Basics" is 3 minutes

    Scenario: The time of a second attempt is shown on the first attempt
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, 40 minutes in all
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When Ada completes "Six Sigma Basics" in Percipio, 15 minutes in all
      Then within minutes, Ada's time spent in the first attempt on "Six Sigma Basics" is 15 minutes

    Scenario: A late old statement does not replace the time
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio queues its statements
      And Ada works on "Six Sigma Basics" in Percipio, 3 minutes in all
      And it becomes 12 January 2026, 10:00 CET
      And Ada works on "Six Sigma Basics" in Percipio, 10 minutes in all
      When Percipio sends the queued statements one by one, the last one first
      Then within minutes, Ada's time spent on "Six Sigma Basics" is 10 minutes

    @wire
    Scenario: Timestamps of different time zones are compared as instants
      Given it becomes 12 January 2026, 12:00 CET
      And Ada's progress of "Six Sigma Basics" is posted with timestamp set to "2026-01-12T15:00:00+05:30" and result.duration set to "PT3M"
      When Ada's progress of "Six Sigma Basics" is posted with timestamp set to "2026-01-12T10:00:00Z" and result.duration set to "PT10M"
      Then within minutes, Ada's time spent on "Six Sigma Basics" is 10 minutes

    @profile
    Scenario: A statement without a duration keeps the last time
      Given Ada works on "Six Sigma Basics" in Percipio, 12 minutes in all
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's time spent on "Six Sigma Basics" is 12 minutes

  @C056
  Rule: Second and later attempts carry no time

    Scenario: Three attempts, and the time is on the first
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, 40 minutes in all
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      And Ada completes "Six Sigma Basics" in Percipio, 15 minutes in all
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When Ada works on "Six Sigma Basics" in Percipio, 20 minutes in all
      Then within minutes, Ada has 3 attempts on "Six Sigma Basics"
      And Ada's time spent in the second attempt on "Six Sigma Basics" is nothing
      And Ada's time spent in the third attempt on "Six Sigma Basics" is nothing

    Scenario: The second attempt has no time even where the first has none
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When Ada completes "Six Sigma Basics" in Percipio, 15 minutes in all
      Then within minutes, Ada's time spent in the second attempt on "Six Sigma Basics" is nothing

Feature: Statistics in near real time
  Learners and their managers want to see a completion within minutes, not the next morning.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C014
  Rule: A statistic does not wait for the daily run

    Scenario Outline: Ada's completion at <time> counts the same day
      Given it becomes <day>, <time> CET
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And the catalog was read once on 13 January 2026

      Examples: At lunch, just before midnight, and in the night
        | day             | time  |
        | 13 January 2026 | 12:30 |
        | 13 January 2026 | 23:58 |
        | 14 January 2026 | 03:00 |

    Scenario: A completion while the daily run is due is not lost
      Given it becomes 14 January 2026, 05:59 CET
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: A completion while a slow run is under way does not wait for its end
      Given Percipio offers 1001 courses
      And every request for page 2 ends in a very slow response
      And it becomes 14 January 2026, 06:01 CET
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

  @C015
  Rule: A statistic is visible within minutes

    @C047
    Scenario: A start makes an attempt within minutes
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"
      And the statistics appeared within the promised minutes

    Scenario: Completions of many learners appear within minutes
      When 40 more learners complete "Six Sigma Basics" in Percipio
      Then within minutes, each of the 40 learners has 1 attempt on "Six Sigma Basics"
      And the statistics appeared within the promised minutes

  @C016
  Rule: Reading again after the delay shows the new value

    Scenario: The page shows the old value at once and the new value within minutes
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then Ada's progress on "Six Sigma Basics" is 50 %
      And within minutes, Ada's progress on "Six Sigma Basics" is 100 %

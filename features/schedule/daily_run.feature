Feature: The daily synchronization
  Administrators plan around one fixed moment: what changes in Percipio during the day
  is in 360Learning the next morning, and nothing moves in between.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @C012
  Rule: Content changes reach 360Learning once a day, with the daily run

    Scenario: A new course is not there before the next run
      Given a day has passed
      When Percipio offers the course "Six Sigma Basics"
      Then before the next daily run, 360Learning does not show "Six Sigma Basics"

    Scenario: A new course is there after the next run
      Given a day has passed
      When Percipio offers the course "Six Sigma Basics"
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

    Scenario: A new title is not shown before the next run
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      Then before the next daily run, 360Learning shows "Six Sigma Basics"
      And 360Learning does not show "Six Sigma Essentials"

    Scenario: A new setup brings no new course before the next run
      Given a day has passed
      And Percipio offers the course "Six Sigma Basics"
      And Percipio gives Acme a new bearer token
      When the administrator sets up the integration
      Then before the next daily run, 360Learning does not show "Six Sigma Basics"

    Scenario: The catalog is read once a day, every day
      When 7 days pass
      Then the catalog was read once on each of the last 7 days

    Scenario: A run that was missed while the connector was down is repeated at most once
      Given Percipio offers the course "Six Sigma Basics"
      And the connector is down
      And it becomes 13 January 2026, 06:01 CET
      When the connector is up again
      Then after the next daily run, the catalog was read at most once on 13 January 2026
      And the catalog was read once on 14 January 2026
      And 360Learning shows "Six Sigma Basics"

    Scenario: A change on page 1 arrives although page 2 failed the day before
      Given Percipio offers the course "Six Sigma Basics"
      And Percipio offers 1000 courses
      And a day has passed
      And every request for page 2 ends in a server error
      And a day has passed
      And Percipio answers normally again
      When Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      Then after the next daily run, 360Learning shows "Six Sigma Essentials"

    Scenario Outline: A connector that starts at <start> reads the catalog at most once that day
      Given Percipio offers the course "Six Sigma Basics"
      And the connector is down
      And it becomes 13 January 2026, <start> CET
      When the connector is up again
      Then after the next daily run, the catalog was read at most once on 13 January 2026

      Examples:
        | start |
        | 05:59 |
        | 06:00 |
        | 06:01 |

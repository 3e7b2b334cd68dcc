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
      And Percipio offers the course "Six Sigma Basics"
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning does not show "Six Sigma Basics"

    Scenario: A new course is there after the next run
      Given a day has passed
      And Percipio offers the course "Six Sigma Basics"
      When it becomes 14 January 2026, 12:00 CET
      Then 360Learning shows "Six Sigma Basics"

    Scenario: A new title waits for the next run as well
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning shows "Six Sigma Basics"
      And 360Learning does not show "Six Sigma Essentials"

    Scenario: A renewed bearer token brings no news before the next run
      Given a day has passed
      And Percipio offers the course "Six Sigma Basics"
      And Percipio has given Acme a new bearer token
      And the administrator has set up the integration
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning does not show "Six Sigma Basics"

    Scenario: The catalogue is read once a day, every day
      When 7 days pass
      Then the catalogue was read once on each of the last 7 days

    Scenario: A run missed while the connector was down is made up at most once
      Given Percipio offers the course "Six Sigma Basics"
      And the connector is down
      And it becomes 13 January 2026, 06:01 CET
      And the connector is up again
      When it becomes 14 January 2026, 12:00 CET
      Then the catalogue was read at most once on 13 January 2026
      And the catalogue was read once on 14 January 2026
      And 360Learning shows "Six Sigma Basics"

    Scenario: What changed on the first page does not wait because the day before broke off later
      Given Percipio offers the course "Six Sigma Basics"
      And Percipio offers 1200 courses
      And a day has passed
      And the second page meets a server error all day
      And a day has passed
      And Percipio is well again
      And Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      When a day passes
      Then 360Learning shows "Six Sigma Essentials"

    Scenario Outline: A connector that starts at <start> reads the catalogue at most once that day
      Given Percipio offers the course "Six Sigma Basics"
      And the connector is down
      And it becomes 13 January 2026, <start> CET
      And the connector is up again
      When it becomes 13 January 2026, 12:00 CET
      Then the catalogue was read at most once on 13 January 2026

      Examples:
        | start |
        | 05:59 |
        | 06:00 |
        | 06:01 |

Feature: A platform without the Skillsoft integration
  Most customers of 360Learning do not use Skillsoft. Their platform shows nothing of it, and no
  content or statistics reach it.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And 360Learning has not enabled the integration

  @C001
  Rule: Without the integration there is no settings page, no course and no statement endpoint

    Scenario: The owner of the platform finds no Skillsoft page
      When Olivia looks for the Skillsoft page among the settings of "Skillsoft Academy"
      Then the page is refused because 360Learning has not enabled the integration
      And the connector received no call

    Scenario: Days pass without a catalog request or a course
      When 2 days pass
      Then nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

    @cap-statistics
    Scenario: Statements with guessed credentials are rejected
      Given statistics are sent to 360Learning with guessed credentials
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no statement of Percipio is acknowledged

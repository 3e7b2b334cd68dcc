Feature: A platform without the Skillsoft integration
  Most customers of 360Learning never ask for Skillsoft. On their platform there is nothing to
  see of it, nothing is fetched for them, and nobody can slip statistics in.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And 360Learning has not enabled the integration

  @C001
  Rule: Without the integration there is no page, no course and no way in

    Scenario: Even the owner of the platform finds no Skillsoft page
      When Olivia looks for the Skillsoft page among the settings of "Skillsoft Academy"
      Then that is refused, for 360Learning has not enabled it
      And the connector heard nothing of it

    Scenario: Days pass and nothing is fetched or shown
      When 2 days pass
      Then nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

    @cap-statistics
    Scenario: Percipio's reports find no way in
      Given statistics are sent to 360Learning with credentials nobody was given
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Percipio has no report acknowledged

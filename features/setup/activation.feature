Feature: Activating the integration
  Between a click on Setup integration and the first courses lie a check of the credentials,
  which takes minutes, and the next daily run.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"

  @C094
  Rule: Setup takes a few minutes and ends by itself

    Scenario: Right after the click the setup is still under way
      When the administrator sets up the integration
      Then the integration is being verified

    Scenario: Minutes later the integration is active
      Given the administrator has set up the integration
      When a few minutes pass
      Then the integration is reported active

    Scenario: A restart meanwhile leaves nobody waiting
      Given the administrator has set up the integration
      And the connector is restarted
      When a few minutes pass
      Then the integration is reported active

  @C095
  Rule: Wrong credentials are refused and nothing is synchronized

    Scenario Outline: A wrong <parameter> is found out
      Given the administrator has set up the integration with a wrong <parameter>
      When a few minutes pass
      Then the setup is reported refused because of the <parameter>

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario Outline: After a refusal for the <parameter> no content arrives
      Given the administrator has set up the integration with a wrong <parameter>
      When 2 days pass
      Then 360Learning shows no Skillsoft course

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario: Corrected credentials are accepted
      Given the administrator has set up the integration with a wrong bearer token
      And a few minutes have passed
      And the administrator has set up the integration
      When a day passes
      Then 360Learning shows "Six Sigma Basics"

    Scenario Outline: A <parameter> that was right before is not remembered for a blank field
      Given the integration is active
      When the administrator sets up the integration with a blank <parameter>
      Then the setup is refused at once because of the <parameter>

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario: New credentials that are wrong are found out as well
      Given the integration is active
      And a day has passed
      And the administrator has set up the integration with a wrong bearer token
      When a few minutes pass
      Then the new parameters are reported refused because of the bearer token

    @profile @A-RESETUP.old-ones-stay
    Scenario: The old credentials stay in force until the new ones are found right
      Given the integration is active
      And the administrator has set up the integration with a wrong bearer token
      When a day passes
      Then 360Learning shows "Six Sigma Basics"

    @profile @A-RESETUP.integration-stops
    Scenario: Wrong new credentials stop the integration
      Given the integration is active
      And the administrator has set up the integration with a wrong bearer token
      When a day passes
      Then 360Learning shows no Skillsoft course

    Scenario: Percipio out of order for a moment is no wrong credential
      Given Percipio answers the next 2 requests with a server error
      And the administrator has set up the integration
      When a few minutes pass
      Then the integration is reported active

  @C096
  Rule: The first courses come with the next daily run

    Scenario: Activation itself brings no course
      Given the integration is active
      When it becomes 13 January 2026, 05:50 CET
      Then 360Learning shows no Skillsoft course

    Scenario: A restart after the activation brings no course either
      Given the integration is active
      And the connector is restarted
      When it becomes 13 January 2026, 05:50 CET
      Then 360Learning shows no Skillsoft course

    Scenario: The next daily run brings the first courses
      Given the integration is active
      When it becomes 13 January 2026, 12:00 CET
      Then 360Learning shows "Six Sigma Basics"

    Scenario: An integration activated in the morning waits for the next one
      Given it becomes 13 January 2026, 08:00 CET
      And the integration is active
      When it becomes 13 January 2026, 23:00 CET
      Then 360Learning shows no Skillsoft course

    Scenario: An integration that is still being checked at six waits for the next morning
      Given it becomes 13 January 2026, 05:59 CET
      And Percipio answers the next 100 requests with a server error
      And the administrator has set up the integration
      And it becomes 13 January 2026, 06:00 CET
      And Percipio is well again
      When it becomes 13 January 2026, 23:00 CET
      Then 360Learning shows no Skillsoft course

  @C098
  Rule: Nothing happens before Setup integration is clicked

    Scenario: An integration that is only enabled stays idle
      Given 360Learning has enabled the integration
      When 2 days pass
      Then the integration waits for its setup
      And nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

    Scenario: Parameters that are only typed go nowhere
      Given the administrator types the parameters without setting up the integration
      When 2 days pass
      Then the integration waits for its setup
      And nothing was asked of Percipio

Feature: Activating the integration
  After a click on Setup integration, the credentials are verified, which takes minutes. The first
  courses come with the next daily run.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"

  @C094
  Rule: Setup takes a few minutes and ends by itself

    Scenario: Right after the click the setup is being verified
      When the administrator sets up the integration
      Then the integration is being verified, or active after a request to Percipio

    Scenario: The integration is active within minutes after the setup
      When the administrator sets up the integration
      Then within minutes, the integration is active

    Scenario: A restart during the verification does not prevent the activation
      Given the administrator has set up the integration
      When the connector is restarted
      Then within minutes, the integration is active

  @C095
  Rule: Wrong credentials are refused and nothing is synchronized

    Scenario Outline: A wrong <parameter> is reported within minutes
      When the administrator sets up the integration with a wrong <parameter>
      Then within minutes, the setup is reported refused because of the <parameter>

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario Outline: No content arrives with a wrong <parameter>
      When the administrator sets up the integration with a wrong <parameter>
      Then after 2 daily runs, 360Learning shows no Skillsoft course

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario: Corrected credentials are accepted
      Given the administrator has set up the integration with a wrong bearer token
      And a few minutes have passed
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

    Scenario Outline: A blank <parameter> is refused although an earlier one was valid
      Given the integration is active
      When the administrator sets up the integration with a blank <parameter>
      Then the setup is refused at once because of the <parameter>

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario: A wrong new bearer token is reported within minutes
      Given the integration is active
      And a day has passed
      When the administrator sets up the integration with a wrong bearer token
      Then within minutes, the new parameters are reported refused because of the bearer token

    @profile @A-RESETUP.old-ones-stay
    Scenario: The old parameters stay in force while the new ones are wrong
      Given the integration is active
      When the administrator sets up the integration with a wrong bearer token
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

    @profile @A-RESETUP.integration-stops
    Scenario: Wrong new parameters stop the integration
      Given the integration is active
      When the administrator sets up the integration with a wrong bearer token
      Then after the next daily run, 360Learning shows no Skillsoft course

    Scenario: Two server errors during the verification do not fail the setup
      Given Percipio answers the next 2 requests with a server error
      When the administrator sets up the integration
      Then within minutes, the integration is active

  @C096
  Rule: The first courses come with the next daily run

    Scenario: Activation itself brings no course
      When the administrator sets up the integration
      Then before the next daily run, 360Learning shows no Skillsoft course

    Scenario: A restart after the activation brings no course either
      Given the integration is active
      When the connector is restarted
      Then before the next daily run, 360Learning shows no Skillsoft course

    Scenario: The next daily run brings the first courses
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

    Scenario: An integration activated after the daily run waits for the next one
      Given it becomes 13 January 2026, 08:00 CET
      When the administrator sets up the integration
      Then before the next daily run, 360Learning shows no Skillsoft course

    Scenario: An integration that is still being verified at 06:00 waits for the next daily run
      Given it becomes 13 January 2026, 05:59 CET
      And Percipio answers the next 100 requests with a server error
      And the administrator has set up the integration
      And it becomes 13 January 2026, 06:00 CET
      When Percipio answers normally again
      Then before the next daily run, 360Learning shows no Skillsoft course

  @C098
  Rule: The connector stays idle until Setup integration is clicked

    Scenario: An integration that is only enabled stays idle
      Given 360Learning has enabled the integration
      When 2 days pass
      Then the integration waits for its setup
      And nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

    Scenario: Parameters that are typed but not submitted have no effect
      When the administrator types the parameters without setting up the integration
      Then after 2 daily runs, the integration waits for its setup
      And nothing was asked of Percipio

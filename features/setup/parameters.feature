Feature: The three parameters of the integration
  Percipio gives a customer three values. Each of them decides what the connector reads,
  and from where.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @C004
  Rule: The connector reads from Percipio and changes nothing there

    Scenario: A day with content and results goes one way
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      When a day passes
      Then Percipio was asked for its catalogue and for nothing else

  @C076
  Rule: The organization ID says whose content is read

    Scenario: Only Acme's catalogue is asked for
      Given the integration is active
      When a day passes
      Then every catalogue request was for the organization "Acme"

  @C077
  Rule: The bearer token goes with every catalogue request

    Scenario: No request goes without the token
      Given Percipio offers 1001 courses
      And the integration is active
      When a day passes
      Then every catalogue request carried Acme's bearer token

    Scenario: A token that Percipio withdraws stops the synchronization
      Given the integration is active
      And a day has passed
      And Percipio offers the course "Six Sigma Basics"
      And Percipio withdraws Acme's bearer token
      When a day passes
      Then 360Learning does not show "Six Sigma Basics"

  @C078
  Rule: The tenant instance URL is the host of every catalogue request

    Scenario Outline: Acme's tenant lives in <region>
      Given Percipio offers 1001 courses
      And Acme's tenant lives in <region>
      And the integration is active
      When a day passes
      Then every catalogue request went to the host in <region>

      Examples:
        | region     |
        | America    |
        | the Union  |

  @C087
  Rule: All three parameters are mandatory

    Scenario Outline: Setup without the <parameter> is refused
      When the administrator sets up the integration without the <parameter>
      Then the setup is refused at once because of the <parameter>
      And nothing was asked of Percipio

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario Outline: A blank <parameter> is as good as none
      When the administrator sets up the integration with a blank <parameter>
      Then the setup is refused at once because of the <parameter>
      And nothing was asked of Percipio

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

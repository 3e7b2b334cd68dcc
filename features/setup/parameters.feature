Feature: The three parameters of the integration
  Percipio gives a customer three values. They decide what the connector reads, and from where.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @C004
  Rule: The connector reads from Percipio and changes nothing there

    Scenario: A day with content and results only reads the catalog
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then after the next daily run, Percipio was asked for its catalog and for nothing else

  @C076
  Rule: The organization ID says whose content is read

    Scenario: Only Acme's catalog is asked for
      When the administrator sets up the integration
      Then after the next daily run, every catalog request was for the organization "Acme"

  @C077
  Rule: The bearer token goes with every catalog request

    Scenario: Every request carries the token
      Given Percipio offers 1001 courses
      When the administrator sets up the integration
      Then after the next daily run, every catalog request carried Acme's bearer token

    Scenario: A new token replaces a withdrawn one
      Given the integration is active
      And a day has passed
      And Percipio offers the course "Six Sigma Basics"
      And Percipio withdraws Acme's bearer token
      And Percipio gives Acme a new bearer token
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

  @C078
  Rule: The tenant instance URL is the host of every catalog request

    Scenario Outline: Requests go to the tenant's host in <region>
      Given Percipio offers 1001 courses
      And Acme's tenant lives in <region>
      When the administrator sets up the integration
      Then after the next daily run, every catalog request went to the host in <region>

      Examples:
        | region  |
        | America |
        | Europe  |

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

    Scenario Outline: A blank <parameter> is refused like a missing one
      When the administrator sets up the integration with a blank <parameter>
      Then the setup is refused at once because of the <parameter>
      And nothing was asked of Percipio

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

@cap-several-integrations
Feature: Two integrations on one platform
  Sales has an integration of its own, in addition to that of the Academy, and one connector serves both.
  Neither may affect the other.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And the integration is active

  @C012
  Rule: Each integration has its own daily run, independent of the other

    Scenario: Changes of both customers arrive with the next daily run
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      And a day has passed
      And Percipio renames "Six Sigma Basics" to "Six Sigma Anew"
      When in Sales, Percipio renames "Budgeting" to "Budgeting Anew"
      Then after the next daily run, 360Learning shows "Six Sigma Anew"
      And in Sales, 360Learning shows "Budgeting Anew"

    Scenario Outline: A wrong <parameter> of Sales does not affect the Academy
      Given Sales has an integration of its own, with Globex's Percipio
      When in Sales, the administrator sets up the integration with a wrong <parameter>
      Then after the next daily run, 360Learning shows "Six Sigma Basics"
      And the integration is active

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario: A failing catalog of Globex does not affect Acme's run
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, the integration is active
      When in Sales, Percipio answers the next 60 requests with a server error
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

    Scenario: A failing catalog of Acme does not affect Globex's run
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      When Percipio answers the next 60 requests with a server error
      Then after the next daily run, in Sales, 360Learning shows "Budgeting"

    Scenario: A restart before the daily run affects neither integration
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      When the connector is restarted
      Then after the next daily run, 360Learning shows "Six Sigma Basics"
      And in Sales, 360Learning shows "Budgeting"

  @C017
  Rule: Each integration brings what its own Percipio offers and nothing else

    Scenario: Two customers, two catalogs
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      When in Sales, the administrator sets up the integration
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
      And in Sales, 360Learning shows exactly these Skillsoft courses:
        | Budgeting |

    Scenario: An item of both customers becomes a course in each integration
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Six Sigma Basics"
      When in Sales, the administrator sets up the integration
      Then after 2 daily runs, 360Learning has one active course for "Six Sigma Basics"
      And in Sales, 360Learning has one active course for "Six Sigma Basics"

  @C030
  Rule: A change at one customer changes that customer's course alone

    Scenario: Globex gives the same content another title
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Six Sigma Basics"
      And in Sales, the integration is active
      And a day has passed
      When in Sales, Percipio renames "Six Sigma Basics" to "Six Sigma at Globex"
      Then after the next daily run, in Sales, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma at Globex |
      And 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

    Scenario: Globex retires the same content
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Six Sigma Basics"
      And in Sales, the integration is active
      And a day has passed
      When in Sales, Percipio retires "Six Sigma Basics"
      Then after the next daily run, 360Learning has one active course for "Six Sigma Basics"

  @C034
  Rule: The courses of each integration are placed in its own group

    Scenario: One customer, two groups
      Given Sales has an integration of its own, with Acme's Percipio
      When in Sales, the administrator sets up the integration
      Then after the next daily run, "Six Sigma Basics" is in the catalog of "Skillsoft Academy"
      And "Six Sigma Basics" is not in the catalog of "Sales"
      And in Sales, "Six Sigma Basics" is in the catalog of "Sales"
      And in Sales, "Six Sigma Basics" is not in the catalog of "Skillsoft Academy"

  @C085
  Rule: Each integration has its own connector admin, who is the author of its courses

    Scenario: Carol is the author in the Academy and Sam in Sales
      Given Sales has an integration of its own, with Acme's Percipio
      When in Sales, the administrator sets up the integration
      Then after the next daily run, the main author of "Six Sigma Basics" is "Carol"
      And in Sales, the main author of "Six Sigma Basics" is "Sam"

  @C090
  Rule: Tags synchronization that is on in one integration is not on in the other

    Scenario: Tags synchronization is on in Sales only
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio files "Six Sigma Basics" under the areas "Quality"
      When in Sales, the administrator sets up the integration with tags synchronization
      Then after the next daily run, in Sales, "Six Sigma Basics" has the tag "Quality"
      And "Six Sigma Basics" has none of the tags "Quality"

    Scenario: Tags synchronization is on in the Academy only
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio files "Six Sigma Basics" under the areas "Quality"
      And in Sales, the integration is active
      When tags synchronization is switched on
      Then after the next daily run, "Six Sigma Basics" has the tag "Quality"
      And in Sales, "Six Sigma Basics" has none of the tags "Quality"

  @C095
  Rule: Each integration is active or refused by its own parameters

    Scenario: A wrong token in Sales is reported in Sales
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      When in Sales, the administrator sets up the integration with a wrong bearer token
      Then after the next daily run, in Sales, the setup is reported refused because of the bearer token
      And in Sales, 360Learning shows no Skillsoft course

    Scenario: An active Academy does not activate Sales
      Given Sales has an integration of its own, with Acme's Percipio
      When 2 days pass
      Then in Sales, the integration waits for its setup
      And in Sales, 360Learning shows no Skillsoft course

  @C096
  Rule: The first courses of each integration come with the run after its own activation

    Scenario: Sales has no courses before its first daily run
      Given a day has passed
      And Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      When in Sales, the administrator sets up the integration
      Then before the next daily run, in Sales, 360Learning shows no Skillsoft course

    Scenario: Sales has its courses after its first daily run
      Given a day has passed
      And Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      When in Sales, the administrator sets up the integration
      Then after the next daily run, in Sales, 360Learning shows "Budgeting"

  @C135
  Rule: Each integration keeps its own filter

    Scenario: A filter saved for Sales is not set for the Academy
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      And in Sales, the administrator saves the types book
      When the connector is restarted
      Then after the next daily run, in Sales, the saved filter holds the types book
      And the saved filter holds no types

  @C136
  Rule: The runs of each integration obey its own filter

    Scenario: A filter for books in Sales does not affect the Academy
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio offers the book "The Lean Startup"
      And in Sales, the integration is active
      When in Sales, the administrator saves the types book
      Then after the next daily run, in Sales, 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup |
      And 360Learning shows "Six Sigma Basics"

    Scenario: A filter for books in the Academy does not affect Sales
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio offers the book "The Lean Startup"
      And in Sales, the integration is active
      When the administrator saves the types book
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup |
      And in Sales, 360Learning shows "Six Sigma Basics"

  @D15
  Rule: A filter saved for one integration archives nothing of the other

    Scenario: A filter in Sales archives no course of the Academy
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      And a day has passed
      When in Sales, the administrator saves the types book
      Then before the next daily run, in Sales, 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Six Sigma Basics"

    Scenario: A filter in the Academy archives no course of Sales
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      And a day has passed
      When the administrator saves the types book
      Then before the next daily run, 360Learning has one archived course for "Six Sigma Basics"
      And in Sales, 360Learning has one active course for "Six Sigma Basics"

@cap-several-integrations
Feature: Two integrations side by side
  Sales wants Percipio's courses in its own group, beside the Academy, and one connector serves
  both. Whoever looks after the one must never notice that there is the other.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And the integration is active

  @C012
  Rule: Each integration has its run of the day, whatever becomes of the other

    Scenario: News of both customers are there after one morning
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      And a day has passed
      And Percipio renames "Six Sigma Basics" to "Six Sigma Anew"
      And in Sales, Percipio renames "Budgeting" to "Budgeting Anew"
      When a day passes
      Then 360Learning shows "Six Sigma Anew"
      And in Sales, 360Learning shows "Budgeting Anew"

    Scenario Outline: The refused <parameter> of Sales is no trouble for the Academy
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, the administrator has set up the integration with a wrong <parameter>
      When a day passes
      Then 360Learning shows "Six Sigma Basics"
      And the integration is reported active

      Examples:
        | parameter           |
        | organization ID     |
        | bearer token        |
        | tenant instance URL |

    Scenario: A bad day at Globex is a good one for Acme
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, the integration is active
      And in Sales, Percipio answers the next 60 requests with a server error
      When a day passes
      Then 360Learning shows "Six Sigma Basics"

    Scenario: A bad day at Acme is a good one for Globex
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      And Percipio answers the next 60 requests with a server error
      When a day passes
      Then in Sales, 360Learning shows "Budgeting"

    Scenario: A restart in the night loses neither run
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      And the connector is restarted
      When a day passes
      Then 360Learning shows "Six Sigma Basics"
      And in Sales, 360Learning shows "Budgeting"

  @C017
  Rule: Each integration brings what its own Percipio offers and nothing else

    Scenario: Two customers, two catalogues
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
      And in Sales, 360Learning shows exactly these Skillsoft courses:
        | Budgeting |

    Scenario: What both customers have is a course in both integrations
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Six Sigma Basics"
      And in Sales, the integration is active
      When 2 days pass
      Then 360Learning shows "Six Sigma Basics" exactly once
      And in Sales, 360Learning shows "Six Sigma Basics" exactly once

  @C030
  Rule: A change at one customer changes that customer's course alone

    Scenario: Globex gives the same content another title
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Six Sigma Basics"
      And in Sales, the integration is active
      And a day has passed
      And in Sales, Percipio renames "Six Sigma Basics" to "Six Sigma at Globex"
      When a day passes
      Then in Sales, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma at Globex |
      And 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

    Scenario: Globex retires the same content
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Six Sigma Basics"
      And in Sales, the integration is active
      And a day has passed
      And in Sales, Percipio retires "Six Sigma Basics"
      When a day passes
      Then 360Learning has one active course for "Six Sigma Basics"

  @C034
  Rule: The courses of each integration are placed in its own group

    Scenario: One customer, two groups
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      When a day passes
      Then "Six Sigma Basics" is in the catalogue of "Skillsoft Academy"
      And "Six Sigma Basics" is not in the catalogue of "Sales"
      And in Sales, "Six Sigma Basics" is in the catalogue of "Sales"
      And in Sales, "Six Sigma Basics" is not in the catalogue of "Skillsoft Academy"

  @C085
  Rule: Each integration has its own connector admin, who is the author of its courses

    Scenario: Carol for the Academy, Sam for Sales
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      When a day passes
      Then the main author of "Six Sigma Basics" is "Carol"
      And in Sales, the main author of "Six Sigma Basics" is "Sam"

  @C090
  Rule: Tags synchronization that is on in one integration is not on in the other

    Scenario: Sales wants tags, the Academy does not
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio files "Six Sigma Basics" under the areas "Quality"
      And in Sales, the integration is active with tags synchronization
      When a day passes
      Then in Sales, "Six Sigma Basics" has the tag "Quality"
      And "Six Sigma Basics" has none of the tags "Quality"

    Scenario: The Academy wants tags, Sales does not
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio files "Six Sigma Basics" under the areas "Quality"
      And in Sales, the integration is active
      And tags synchronization is switched on
      When a day passes
      Then "Six Sigma Basics" has the tag "Quality"
      And in Sales, "Six Sigma Basics" has none of the tags "Quality"

  @C095
  Rule: Each integration is active or refused by its own parameters

    Scenario: A wrong token in Sales is reported in Sales
      Given Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the administrator has set up the integration with a wrong bearer token
      When a day passes
      Then in Sales, the setup is reported refused because of the bearer token
      And in Sales, 360Learning shows no Skillsoft course

    Scenario: Acme's good setup says nothing about that of Sales
      Given Sales has an integration of its own, with Acme's Percipio
      When 2 days pass
      Then in Sales, the integration waits for its setup
      And in Sales, 360Learning shows no Skillsoft course

  @C096
  Rule: The first courses of each integration come with the run after its own activation

    Scenario: Sales is activated a day after the Academy
      Given a day has passed
      And Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      When it becomes 14 January 2026, 05:50 CET
      Then in Sales, 360Learning shows no Skillsoft course

    Scenario: The morning after its activation Sales has its courses
      Given a day has passed
      And Sales has an integration of its own, with Globex's Percipio
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, the integration is active
      When it becomes 14 January 2026, 12:00 CET
      Then in Sales, 360Learning shows "Budgeting"

  @C135
  Rule: Each integration keeps its own filter

    Scenario: The filter that Sales has saved is not the Academy's
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      And in Sales, the administrator saves the types book
      And the connector is restarted
      When a day passes
      Then in Sales, the saved filter holds the types book
      And the saved filter holds no types

  @C136
  Rule: The runs of each integration obey its own filter

    Scenario: Sales wants books only
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio offers the book "The Lean Startup"
      And in Sales, the integration is active
      And in Sales, the administrator saves the types book
      When a day passes
      Then in Sales, 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup |
      And 360Learning shows "Six Sigma Basics"

    Scenario: The Academy wants books only
      Given Sales has an integration of its own, with Acme's Percipio
      And Percipio offers the book "The Lean Startup"
      And in Sales, the integration is active
      And the administrator saves the types book
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup |
      And in Sales, 360Learning shows "Six Sigma Basics"

  @D15
  Rule: A filter saved for one integration archives nothing of the other

    Scenario: Sales takes courses out and the Academy keeps them
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      And a day has passed
      And in Sales, the administrator saves the types book
      When it becomes 14 January 2026, 05:50 CET
      Then in Sales, 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Six Sigma Basics"

    Scenario: The Academy takes courses out and Sales keeps them
      Given Sales has an integration of its own, with Acme's Percipio
      And in Sales, the integration is active
      And a day has passed
      And the administrator saves the types book
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning has one archived course for "Six Sigma Basics"
      And in Sales, 360Learning has one active course for "Six Sigma Basics"

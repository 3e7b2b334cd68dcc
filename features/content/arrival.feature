Feature: How content arrives
  Whatever Percipio calls it, in 360Learning it is a course: found in the catalogue and the
  library of the group that owns the integration, once, and nowhere else.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @C017
  Rule: Only content of the customer's own organization arrives

    Scenario: Another customer's course stays with that customer
      Given Percipio offers the course "Six Sigma Basics"
      And Percipio offers the course "Secret Recipe" to Globex
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

  @C018
  Rule: Courses are synchronized

    Scenario: A Percipio course becomes a course
      Given Percipio offers the course "Six Sigma Basics"
      When a day passes
      Then 360Learning shows "Six Sigma Basics"

  @C019
  Rule: Books and book summaries are synchronized

    Scenario Outline: A <kind> becomes a course
      Given Percipio offers the <kind> "The Lean Startup"
      When a day passes
      Then 360Learning shows "The Lean Startup"

      Examples:
        | kind         |
        | book         |
        | book summary |

  @C020
  Rule: Audiobooks and their summaries are synchronized

    Scenario Outline: An <kind> becomes a course
      Given Percipio offers the <kind> "Deep Work"
      When a day passes
      Then 360Learning shows "Deep Work"

      Examples:
        | kind              |
        | audiobook         |
        | audiobook summary |

  @C021
  Rule: Channels are synchronized, each as one course

    Scenario: A channel becomes a course
      Given Percipio offers the channel "Microsoft Teams"
      When a day passes
      Then 360Learning shows "Microsoft Teams" exactly once

  @C022
  Rule: Journeys are synchronized, each as one course and never as a path

    Scenario: A journey becomes a course
      Given Percipio offers the journey "Programmer to Architect"
      When a day passes
      Then 360Learning shows "Programmer to Architect" exactly once
      And 360Learning has no path "Programmer to Architect"

  @C029
  Rule: A new item is created exactly once

    Scenario: After three runs there is still one course
      Given Percipio offers the course "Six Sigma Basics"
      When 3 days pass
      Then 360Learning shows "Six Sigma Basics" exactly once

    Scenario: A restart between two runs makes no second course
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And the connector is restarted
      When 2 days pass
      Then 360Learning shows "Six Sigma Basics" exactly once

    Scenario: A changed course is no new course
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Essentials |

  @C031
  Rule: Every synchronized item is a course, published at once

    Scenario: No draft, no approval, no path
      Given Percipio offers:
        | kind      | title                       |
        | course    | Six Sigma Basics            |
        | book      | The Lean Startup            |
        | audiobook | Deep Work                   |
        | channel   | Microsoft Teams             |
        | journey   | Programmer to Architect |
      When a day passes
      Then each of the 5 items is one published course of the external kind
      And 360Learning has no path

    Scenario: What comes on a later day waits for nobody either
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And Percipio offers the book "The Lean Startup"
      When a day passes
      Then each of the 2 items is one published course of the external kind

  @C032
  Rule: A new course is in the catalogue of the integration's group

    Scenario: The catalogue holds the new course after the run
      Given Percipio offers the course "Six Sigma Basics"
      When a day passes
      Then "Six Sigma Basics" is in the catalogue of "Skillsoft Academy"

    Scenario: The catalogue holds what came on a later day as well
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And Percipio offers the course "Lean in Practice"
      When 2 days pass
      Then "Lean in Practice" is in the catalogue of "Skillsoft Academy"

  @C033
  Rule: A new course is in the library of the integration's group

    Scenario: The library holds the new course after the run
      Given Percipio offers the course "Six Sigma Basics"
      When a day passes
      Then "Six Sigma Basics" is in the library of "Skillsoft Academy"

    Scenario: The library holds what came on a later day as well
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And Percipio offers the course "Lean in Practice"
      When 2 days pass
      Then "Lean in Practice" is in the library of "Skillsoft Academy"

  @C034
  Rule: No unrelated group gets the course

    Scenario Outline: The <relation> group is left alone
      Given Percipio offers the course "Six Sigma Basics"
      When a day passes
      Then "Six Sigma Basics" is in neither the catalogue nor the library of "<group>"

      Examples:
        | relation | group |
        | parent   | Acme  |
        | sibling  | Sales |
        | private  | Legal |

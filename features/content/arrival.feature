Feature: Content synchronization
  Every kind of content becomes a course in 360Learning, exactly once. The course is in the
  catalog and the library of the group that owns the integration, and in no other.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @C017
  Rule: Only content of the customer's own organization arrives

    Scenario: Another customer's course stays with that customer
      Given Percipio offers the course "Six Sigma Basics"
      When Percipio offers the course "Secret Recipe" to Globex
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

  @C018
  Rule: Courses are synchronized

    Scenario: A Percipio course becomes a course
      When Percipio offers the course "Six Sigma Basics"
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

  @C019
  Rule: Books and book summaries are synchronized

    Scenario Outline: A <kind> becomes a course
      When Percipio offers the <kind> "The Lean Startup"
      Then after the next daily run, 360Learning shows "The Lean Startup"

      Examples:
        | kind         |
        | book         |
        | book summary |

  @C020
  Rule: Audiobooks and their summaries are synchronized

    Scenario Outline: An <kind> becomes a course
      When Percipio offers the <kind> "Deep Work"
      Then after the next daily run, 360Learning shows "Deep Work"

      Examples:
        | kind              |
        | audiobook         |
        | audiobook summary |

  @C021
  Rule: Channels are synchronized, each as one course

    Scenario: A channel becomes a course
      When Percipio offers the channel "Microsoft Teams"
      Then after the next daily run, 360Learning has one active course for "Microsoft Teams"

  @C022
  Rule: Journeys are synchronized, each as one course and never as a path

    Scenario: A journey becomes a course
      When Percipio offers the journey "Programmer to Architect"
      Then after the next daily run, 360Learning has one active course for "Programmer to Architect"
      And 360Learning has no path "Programmer to Architect"

  @C029
  Rule: A new item is created exactly once

    Scenario: After three runs there is still one course
      When Percipio offers the course "Six Sigma Basics"
      Then after 3 daily runs, 360Learning has one active course for "Six Sigma Basics"

    Scenario: A restart between two runs makes no second course
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When the connector is restarted
      Then after 2 daily runs, 360Learning has one active course for "Six Sigma Basics"

    Scenario: A renamed item makes no second course
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Essentials |

  @C031
  Rule: Every synchronized item is a course, published at once

    Scenario: Courses are neither drafts nor paths and need no approval
      When Percipio offers:
        | kind      | title                   |
        | course    | Six Sigma Basics        |
        | book      | The Lean Startup        |
        | audiobook | Deep Work               |
        | channel   | Microsoft Teams         |
        | journey   | Programmer to Architect |
      Then after the next daily run, each of the 5 items is one published course of the external type
      And 360Learning has no path

    Scenario: An item that is added on a later day is published at once
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio offers the book "The Lean Startup"
      Then after the next daily run, each of the 2 items is one published course of the external type

  @C032
  Rule: A new course is in the catalog of the integration's group

    Scenario: The catalog holds the new course after the run
      When Percipio offers the course "Six Sigma Basics"
      Then after the next daily run, "Six Sigma Basics" is in the catalog of "Skillsoft Academy"

    Scenario: The catalog holds an item that is added on a later day
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio offers the course "Lean in Practice"
      Then after 2 daily runs, "Lean in Practice" is in the catalog of "Skillsoft Academy"

  @C033
  Rule: A new course is in the library of the integration's group

    Scenario: The library holds the new course after the run
      When Percipio offers the course "Six Sigma Basics"
      Then after the next daily run, "Six Sigma Basics" is in the library of "Skillsoft Academy"

    Scenario: The library holds an item that is added on a later day
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio offers the course "Lean in Practice"
      Then after 2 daily runs, "Lean in Practice" is in the library of "Skillsoft Academy"

  @C034
  Rule: No unrelated group gets the course

    Scenario Outline: The <relation> group is left alone
      When Percipio offers the course "Six Sigma Basics"
      Then after the next daily run, "Six Sigma Basics" is not in the catalog of "<group>"
      And "Six Sigma Basics" is not in the library of "<group>"

      Examples:
        | relation | group |
        | parent   | Acme  |
        | sibling  | Sales |
        | private  | Legal |

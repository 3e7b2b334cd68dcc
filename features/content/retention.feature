Feature: Courses stay when Percipio removes content
  Learners have started a course and managers have placed it in catalogs, so it must not vanish
  when a license ends. Items that Percipio itself retires are treated differently.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And Percipio offers the book "The Lean Startup"
    And the integration is active

  @C038
  Rule: Only content that is active when first seen becomes a course

    Scenario Outline: A course that is <state> gets no course
      When Percipio offers the course "Flash Animation", <state>
      Then after 2 daily runs, 360Learning has no course for "Flash Animation"
      And 360Learning shows "Six Sigma Basics"

      Examples:
        | state            |
        | already retired  |
        | already inactive |

    Scenario: An inactive item gets a course once Percipio reactivates it
      Given Percipio offers the course "Flash Animation", already inactive
      And a day has passed
      When Percipio reactivates "Flash Animation"
      Then after the next daily run, 360Learning has one active course for "Flash Animation"

    Scenario: An announced retirement does not prevent the course
      When Percipio offers the course "Flash Animation", to be retired in a year
      Then after 2 daily runs, 360Learning has one active course for "Flash Animation"

  @C039
  Rule: A course stays when Percipio no longer returns its item

    Scenario: The course stays after the first run without its item
      Given a day has passed
      When Percipio drops "Six Sigma Basics"
      Then after the next daily run, 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is still the same course

    Scenario: The course keeps its places and tags after thirty runs without its item
      Given a day has passed
      And somebody has put "Six Sigma Basics" into the catalog of "Sales"
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When Percipio drops "Six Sigma Basics"
      Then after 30 daily runs, 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is in the catalog of "Skillsoft Academy"
      And "Six Sigma Basics" is in the library of "Skillsoft Academy"
      And "Six Sigma Basics" is in the catalog of "Sales"
      And "Six Sigma Basics" has the tag "Onboarding"

    Scenario: Ada's results on a dropped item stay
      Given statistics are sent to 360Learning
      And a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      When Percipio drops "Six Sigma Basics"
      Then after 3 daily runs, Ada's progress on "Six Sigma Basics" is 100 %
      And Ada's result on "Six Sigma Basics" is Success

    Scenario: A returning item gets its old course back
      Given a day has passed
      And Percipio drops "Six Sigma Basics"
      And 3 days have passed
      When Percipio brings back "Six Sigma Basics"
      Then after the next daily run, 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is still the same course

    Scenario: A returning item with a new title updates its old course
      Given a day has passed
      And Percipio drops "Six Sigma Basics"
      And 3 days have passed
      And Percipio brings back "Six Sigma Basics"
      When Percipio changes the title of "Six Sigma Basics"
      Then after the next daily run, the title of "Six Sigma Basics" in 360Learning is the new one
      And "Six Sigma Basics" is still the same course

  @C040
  Rule: Courses stay when a license expires

    Scenario: The license for one course expires
      Given a day has passed
      When Acme loses its license for "Six Sigma Basics"
      Then after 3 daily runs, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | The Lean Startup |

    Scenario: The license for all courses expires
      Given a day has passed
      When Acme loses its license for everything
      Then after 3 daily runs, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | The Lean Startup |
      And no course in 360Learning is archived

  @C030
  Rule: A course follows the status of an item that is still returned

    @profile @A-STATUS.archive
    Scenario Outline: Percipio <turn> a course, and its course is archived
      Given a day has passed
      When Percipio <turn> "Six Sigma Basics"
      Then after the next daily run, 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "The Lean Startup"

      Examples:
        | turn        |
        | retires     |
        | deactivates |

    @profile @A-STATUS.leave-active
    Scenario Outline: Percipio <turn> a course, and its course stays
      Given a day has passed
      When Percipio <turn> "Six Sigma Basics"
      Then after 3 daily runs, 360Learning has one active course for "Six Sigma Basics"
      And a search for "six sigma" finds "Six Sigma Basics"

      Examples:
        | turn        |
        | retires     |
        | deactivates |

    Scenario Outline: Percipio <turn> a course and reactivates it: it is the one from before
      Given a day has passed
      And Percipio <turn> "Six Sigma Basics"
      And 2 days have passed
      When Percipio reactivates "Six Sigma Basics"
      Then after the next daily run, 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is still the same course

      Examples:
        | turn        |
        | retires     |
        | deactivates |

    Scenario: Ada's results survive the retirement of the course
      Given statistics are sent to 360Learning
      And a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      And Percipio retires "Six Sigma Basics"
      And 2 days have passed
      When Percipio reactivates "Six Sigma Basics"
      Then after the next daily run, Ada's progress on "Six Sigma Basics" is 100 %
      And "Six Sigma Basics" is still the same course

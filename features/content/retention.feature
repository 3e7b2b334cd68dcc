Feature: What stays when Percipio takes something away
  Learners have begun a course, managers have put it into catalogues: it must not vanish because
  a licence ended. What Percipio itself declares retired is another matter.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And Percipio offers the book "The Lean Startup"
    And the integration is active

  @C038
  Rule: Only content that is active when first seen becomes a course

    Scenario Outline: A course that is <state> gets no course
      Given Percipio offers the course "Flash Animation", <state>
      When 2 days pass
      Then 360Learning has no course for "Flash Animation"
      And 360Learning shows "Six Sigma Basics"

      Examples:
        | state            |
        | already retired  |
        | already inactive |

    Scenario: Once Percipio makes it active, it gets its course
      Given Percipio offers the course "Flash Animation", already inactive
      And a day has passed
      And Percipio reactivates "Flash Animation"
      When a day passes
      Then 360Learning has one active course for "Flash Animation"

    Scenario: A retirement that is only announced keeps no course from coming
      Given Percipio offers the course "Flash Animation", to be retired in a year
      When 2 days pass
      Then 360Learning has one active course for "Flash Animation"

  @C039
  Rule: A course stays when Percipio no longer returns its item

    Scenario: After the first run without it, the course is there as before
      Given a day has passed
      And Percipio drops "Six Sigma Basics"
      When a day passes
      Then 360Learning has one active course for "Six Sigma Basics"
      And it is still the same course

    Scenario: After thirty runs without it, the course stands where it stood
      Given a day has passed
      And somebody has put "Six Sigma Basics" into the catalogue of "Sales"
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And Percipio drops "Six Sigma Basics"
      When 30 days pass
      Then 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is in the catalogue of "Skillsoft Academy"
      And "Six Sigma Basics" is in the library of "Skillsoft Academy"
      And "Six Sigma Basics" is in the catalogue of "Sales"
      And "Six Sigma Basics" has the tag "Onboarding"

    Scenario: The results that Ada has on it stay
      Given statistics are sent to 360Learning
      And a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      And Percipio drops "Six Sigma Basics"
      When 3 days pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And Ada's result on "Six Sigma Basics" is Success

    Scenario: An item that returns finds its old course
      Given a day has passed
      And Percipio drops "Six Sigma Basics"
      And 3 days have passed
      And Percipio brings back "Six Sigma Basics"
      When a day passes
      Then 360Learning has one active course for "Six Sigma Basics"
      And it is still the same course

    Scenario: An item that returns changed changes its old course
      Given a day has passed
      And Percipio drops "Six Sigma Basics"
      And 3 days have passed
      And Percipio brings back "Six Sigma Basics"
      And Percipio changes the title of "Six Sigma Basics"
      When a day passes
      Then the title of "Six Sigma Basics" in 360Learning is the new one
      And it is still the same course

  @C040
  Rule: Nothing is taken away when a licence runs out

    Scenario: The licence for one course runs out
      Given a day has passed
      And Acme loses its licence for "Six Sigma Basics"
      When 3 days pass
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | The Lean Startup |

    Scenario: The licence for everything runs out
      Given a day has passed
      And Acme loses its licence for everything
      When 3 days pass
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | The Lean Startup |
      And no course in 360Learning is archived

  @C030
  Rule: A course follows the status of an item that is still returned

    @profile @A-STATUS.archive
    Scenario Outline: Percipio <turn> a course, and its course is archived
      Given a day has passed
      And Percipio <turn> "Six Sigma Basics"
      When a day passes
      Then 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "The Lean Startup"

      Examples:
        | turn        |
        | retires     |
        | deactivates |

    @profile @A-STATUS.leave-active
    Scenario Outline: Percipio <turn> a course, and its course stays
      Given a day has passed
      And Percipio <turn> "Six Sigma Basics"
      When 3 days pass
      Then 360Learning has one active course for "Six Sigma Basics"
      And a search for "six sigma" finds "Six Sigma Basics"

      Examples:
        | turn        |
        | retires     |
        | deactivates |

    Scenario Outline: Percipio <turn> a course and reactivates it: it is the one from before
      Given a day has passed
      And Percipio <turn> "Six Sigma Basics"
      And 2 days have passed
      And Percipio reactivates "Six Sigma Basics"
      When a day passes
      Then 360Learning has one active course for "Six Sigma Basics"
      And it is still the same course

      Examples:
        | turn        |
        | retires     |
        | deactivates |

    Scenario: Ada's results outlive the time in which the course was retired
      Given statistics are sent to 360Learning
      And a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      And Percipio retires "Six Sigma Basics"
      And 2 days have passed
      And Percipio reactivates "Six Sigma Basics"
      When a day passes
      Then Ada's progress on the course is still 100 %
      And it is still the same course

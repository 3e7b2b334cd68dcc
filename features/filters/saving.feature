Feature: What saving a filter does
  Saving is the moment that counts: before it nothing happens, and right after it the courses
  that nobody wants are gone, while the others do not notice.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers:
      | kind   | title               | language |
      | course | Six Sigma Basics    | English  |
      | book   | The Lean Startup    | English  |
      | course | Les bases           | French   |
      | book   | L'art de convaincre | French   |
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C133
  Rule: What a saved filter leaves out is archived at once

    Scenario Outline: With <choice> saved, "<left out>" is archived before the next run
      Given the administrator saves <choice>
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning has one archived course for "<left out>"
      And 360Learning shows exactly these Skillsoft courses:
        | <shown>      |
        | <shown too>  |

      Examples:
        | choice               | left out         | shown            | shown too           |
        | the languages French | Six Sigma Basics | Les bases        | L'art de convaincre |
        | the types book       | Les bases        | The Lean Startup | L'art de convaincre |

    @profile @A-IMMEDIATE.within-near-real-time
    Scenario Outline: With <choice> saved, "<left out>" is archived within minutes
      Given the administrator saves <choice>
      When a few minutes pass
      Then 360Learning has one archived course for "<left out>"

      Examples:
        | choice               | left out         |
        | the languages French | Six Sigma Basics |
        | the types book       | Les bases        |

    Scenario: Of hundreds of courses that are left out, none is overlooked
      Given Percipio offers 350 courses
      And a day has passed
      And the administrator saves the types book
      When it becomes 15 January 2026, 05:50 CET
      Then 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |

    Scenario: A filter that is narrowed archives once more
      Given the administrator saves the languages English and French
      And the administrator saves the languages French
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Les bases"

    Scenario: The archived course keeps its statistics, tags and places
      Given Ada has completed "Six Sigma Basics" in Percipio
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And the courses are noted down
      And the administrator saves the languages French
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning has one archived course for "Six Sigma Basics"
      And "Six Sigma Basics" is the same course as noted

  @C134
  Rule: What a saved filter lets through stays exactly as it was

    Scenario Outline: With <choice> saved, nothing about "<kept>" changes
      Given Ada has completed "<kept>" in Percipio
      And Olivia tags "<kept>" with "Onboarding"
      And the courses are noted down
      And the administrator saves <choice>
      When it becomes 14 January 2026, 05:50 CET
      Then "<kept>" is exactly as noted
      And "L'art de convaincre" is exactly as noted

      Examples:
        | choice               | kept             |
        | the languages French | Les bases        |
        | the types book       | The Lean Startup |

    Scenario: A run later it still is the same course
      Given Ada has completed "Les bases" in Percipio
      And Olivia tags "Les bases" with "Onboarding"
      And the courses are noted down
      And the administrator saves the languages French
      When a day passes
      Then "Les bases" is exactly as noted

    Scenario: Widening the filter changes nothing about what it let through before
      Given the administrator saves the languages French
      And a few minutes have passed
      And the courses are noted down
      And the administrator saves the languages English and French
      When it becomes 14 January 2026, 05:50 CET
      Then "Les bases" is exactly as noted
      And 360Learning shows at least the courses noted

    @profile @A-MLFILTER.whole
    Scenario: A course in two languages keeps both when one of them is chosen
      Given Percipio offers the channel "Microsoft Teams" in English and French
      And a day has passed
      And the courses are noted down
      And the administrator saves the languages French
      When a day passes
      Then "Microsoft Teams" is exactly as noted

  @C143
  Rule: Confirming a language without saving does nothing

    Scenario: The night passes and nothing has happened
      Given the courses are noted down
      And the administrator confirms the languages French without saving
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds no languages
      And 360Learning shows at least the courses noted

    Scenario: Saving the types does not save the language that was only confirmed
      Given the administrator confirms the languages French without saving
      And the administrator saves the types book
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds no languages
      And 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |

  @C144
  Rule: The choice of languages takes effect when it is saved

    Scenario: English goes and French stays
      Given the administrator saves the languages French
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one archived course for "The Lean Startup"
      And 360Learning shows exactly these Skillsoft courses:
        | Les bases           |
        | L'art de convaincre |

    Scenario: Another language takes its place
      Given the administrator saves the languages French
      And the administrator saves the languages English
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds the languages English
      And 360Learning has one archived course for "Les bases"

  @C147
  Rule: The choice of types takes effect when it is saved

    Scenario: Courses go and books stay
      Given the administrator saves the types book
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one archived course for "Les bases"
      And 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |

    Scenario: Another type takes its place
      Given the administrator saves the types book
      And the administrator saves the types course
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds the types course
      And 360Learning has one archived course for "The Lean Startup"

  @C039
  Rule: A course that Percipio no longer returns meets a filter

    Scenario: It matches the filter and stays
      Given Percipio drops "Les bases"
      And a day has passed
      And the administrator saves the languages French
      When 2 days pass
      Then 360Learning has one active course for "Les bases"

    @profile @A-ABSENT.filter-wins
    Scenario: It does not match the filter and is archived like any other
      Given Percipio drops "Six Sigma Basics"
      And a day has passed
      And the administrator saves the languages French
      When it becomes 15 January 2026, 05:50 CET
      Then 360Learning has one archived course for "Six Sigma Basics"

    @profile @A-ABSENT.retention-wins
    Scenario: It does not match the filter and stays nevertheless
      Given Percipio drops "Six Sigma Basics"
      And a day has passed
      And the administrator saves the languages French
      When it becomes 15 January 2026, 05:50 CET
      Then 360Learning has one active course for "Six Sigma Basics"
      And 360Learning has one archived course for "The Lean Startup"

  @D15
  Rule: Courses of other origins are none of the filter's business

    Scenario Outline: A <origin> course is not touched
      Given 360Learning has the <origin> course "How we work"
      And the courses are noted down
      And the administrator saves the languages French
      When a day passes
      Then "How we work" is exactly as noted
      And 360Learning has one archived course for "Six Sigma Basics"

      Examples:
        | origin   |
        | native   |
        | Coursera |

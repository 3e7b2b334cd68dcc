Feature: Effects of saving a filter
  A filter takes effect when it is saved: the courses that it excludes are archived at once, and
  all others stay unchanged.

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
      When the administrator saves <choice>
      Then before the next daily run, 360Learning has one archived course for "<left out>"
      And 360Learning shows exactly these Skillsoft courses:
        | <shown>     |
        | <shown too> |

      Examples:
        | choice               | left out         | shown            | shown too           |
        | the languages French | Six Sigma Basics | Les bases        | L'art de convaincre |
        | the types book       | Les bases        | The Lean Startup | L'art de convaincre |

    @profile @A-IMMEDIATE.within-near-real-time
    Scenario Outline: With <choice> saved, "<left out>" is archived within minutes
      When the administrator saves <choice>
      Then within minutes, 360Learning has one archived course for "<left out>"

      Examples:
        | choice               | left out         |
        | the languages French | Six Sigma Basics |
        | the types book       | Les bases        |

    Scenario: All of 350 filtered courses are archived
      Given Percipio offers 350 courses
      And a day has passed
      When the administrator saves the types book
      Then before the next daily run, 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |

    Scenario: Narrowing the filter archives the courses it now excludes
      Given the administrator saves the languages English and French
      When the administrator saves the languages French
      Then before the next daily run, 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Les bases"

    Scenario: The archived course keeps its statistics, tags and places
      Given Ada has completed "Six Sigma Basics" in Percipio
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And a snapshot of all courses is taken
      When the administrator saves the languages French
      Then before the next daily run, 360Learning has one archived course for "Six Sigma Basics"
      And "Six Sigma Basics" is the same course as in the snapshot

  @C134
  Rule: What a saved filter lets through stays exactly as it was

    Scenario Outline: With <choice> saved, nothing about "<kept>" changes
      Given Ada has completed "<kept>" in Percipio
      And Olivia tags "<kept>" with "Onboarding"
      And a snapshot of all courses is taken
      When the administrator saves <choice>
      Then before the next daily run, "<kept>" is exactly as in the snapshot
      And "L'art de convaincre" is exactly as in the snapshot

      Examples:
        | choice               | kept             |
        | the languages French | Les bases        |
        | the types book       | The Lean Startup |

    Scenario: The next run leaves the course unchanged
      Given Ada has completed "Les bases" in Percipio
      And Olivia tags "Les bases" with "Onboarding"
      And a snapshot of all courses is taken
      When the administrator saves the languages French
      Then after the next daily run, "Les bases" is exactly as in the snapshot

    Scenario: Widening the filter changes nothing about what it let through before
      Given the administrator saves the languages French
      And a few minutes have passed
      And a snapshot of all courses is taken
      When the administrator saves the languages English and French
      Then before the next daily run, "Les bases" is exactly as in the snapshot
      And 360Learning shows at least the courses of the snapshot

    @profile @A-MLFILTER.whole
    Scenario: A course in two languages keeps both when one of them is chosen
      Given Percipio offers the channel "Microsoft Teams" in English and French
      And a day has passed
      And a snapshot of all courses is taken
      When the administrator saves the languages French
      Then after the next daily run, "Microsoft Teams" is exactly as in the snapshot

  @C143
  Rule: Confirming a language without saving does nothing

    Scenario: A confirmed language is not saved and archives nothing
      Given a snapshot of all courses is taken
      When the administrator confirms the languages French without saving
      Then before the next daily run, the saved filter holds no languages
      And 360Learning shows at least the courses of the snapshot

    Scenario: Saving the types does not save the language that was only confirmed
      Given the administrator confirms the languages French without saving
      When the administrator saves the types book
      Then before the next daily run, the saved filter holds no languages
      And 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |

  @C144
  Rule: The choice of languages takes effect when it is saved

    Scenario: A filter for French archives English courses
      When the administrator saves the languages French
      Then before the next daily run, 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one archived course for "The Lean Startup"
      And 360Learning shows exactly these Skillsoft courses:
        | Les bases           |
        | L'art de convaincre |

    Scenario: A filter for English replaces the filter for French
      Given the administrator saves the languages French
      When the administrator saves the languages English
      Then before the next daily run, the saved filter holds the languages English
      And 360Learning has one archived course for "Les bases"

  @C147
  Rule: The choice of types takes effect when it is saved

    Scenario: A filter for books archives courses
      When the administrator saves the types book
      Then before the next daily run, 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one archived course for "Les bases"
      And 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |

    Scenario: A filter for courses replaces the filter for books
      Given the administrator saves the types book
      When the administrator saves the types course
      Then before the next daily run, the saved filter holds the types course
      And 360Learning has one archived course for "The Lean Startup"

  @C039
  Rule: A course that Percipio no longer returns meets a filter

    Scenario: A dropped item that matches the filter keeps its course
      Given Percipio drops "Les bases"
      And a day has passed
      When the administrator saves the languages French
      Then after 2 daily runs, 360Learning has one active course for "Les bases"

    @profile @A-ABSENT.filter-wins
    Scenario: A dropped item that does not match the filter has its course archived
      Given Percipio drops "Six Sigma Basics"
      And a day has passed
      When the administrator saves the languages French
      Then before the next daily run, 360Learning has one archived course for "Six Sigma Basics"

    @profile @A-ABSENT.retention-wins
    Scenario: A dropped item that does not match the filter keeps its course
      Given Percipio drops "Six Sigma Basics"
      And a day has passed
      When the administrator saves the languages French
      Then before the next daily run, 360Learning has one active course for "Six Sigma Basics"
      And 360Learning has one archived course for "The Lean Startup"

  @D15
  Rule: The filter does not affect courses of other origins

    Scenario Outline: The filter does not change a <origin> course
      Given 360Learning has the <origin> course "How we work"
      And a snapshot of all courses is taken
      When the administrator saves the languages French
      Then after the next daily run, "How we work" is exactly as in the snapshot
      And 360Learning has one archived course for "Six Sigma Basics"

      Examples:
        | origin   |
        | native   |
        | Coursera |

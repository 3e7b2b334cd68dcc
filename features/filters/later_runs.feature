Feature: Later runs obey the filter
  A filter is saved once and holds for good: every run asks it what may come in. Taking it back
  must not cost a course, its statistics or a tag.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers:
      | kind   | title            | language |
      | course | Six Sigma Basics | English  |
      | course | Les bases        | French   |
    And the integration is active
    And statistics are sent to 360Learning

  @C136
  Rule: What the filter leaves out is neither created nor brought back

    Scenario: A new item that does not match is not created
      Given a day has passed
      And the administrator saves the languages French
      And Percipio offers:
        | kind   | title               | language |
        | course | Leadership          | English  |
        | course | Manager une équipe  | French   |
      When a day passes
      Then 360Learning has no course for "Leadership"
      And 360Learning has one active course for "Manager une équipe"

    Scenario: A changed item that does not match is not brought back
      Given a day has passed
      And the administrator saves the languages French
      And a few minutes have passed
      And Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      When a day passes
      Then 360Learning has one archived course for "Six Sigma Essentials"

    Scenario: Lifting the filter makes no second course
      Given a day has passed
      And the courses are noted down
      And the administrator saves the languages French
      And a day has passed
      And the administrator saves no languages
      When 2 days pass
      Then "Six Sigma Basics" is the same course as noted
      And "Les bases" is the same course as noted

    @profile @A-UNARCHIVE.restored-next-run
    Scenario: Until the next run a widened filter brings nothing back
      Given a day has passed
      And the administrator saves the languages French
      And a few minutes have passed
      And the administrator saves the languages English and French
      When it becomes 14 January 2026, 05:50 CET
      Then 360Learning has one archived course for "Six Sigma Basics"

    @profile @A-UNARCHIVE.restored-next-run
    Scenario Outline: The next run brings back what <choice> lets through again
      Given a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And the courses are noted down
      And the administrator saves the languages French
      And a day has passed
      And the administrator saves <choice>
      When a day passes
      Then 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is the same course as noted

      Examples:
        | choice                           |
        | no languages                     |
        | the languages English and French |

    @profile @A-UNARCHIVE.restored-on-save
    Scenario Outline: Saving brings back what <choice> lets through again
      Given a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And the courses are noted down
      And the administrator saves the languages French
      And a day has passed
      And the administrator saves <choice>
      When a few minutes pass
      Then 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is the same course as noted

      Examples:
        | choice                           |
        | no languages                     |
        | the languages English and French |

    @profile
    Scenario: What Carol archived stays archived
      Given a day has passed
      And Carol archives "Six Sigma Basics"
      And the administrator saves the languages French
      And a day has passed
      And the administrator saves no languages
      When 2 days pass
      Then 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Les bases"

  @C145
  Rule: A language can be removed, and with the last one every language comes in

    Scenario: The removed language goes, the other stays
      Given the administrator saves the languages English and French
      And a day has passed
      And the administrator saves the languages French
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds the languages French
      And 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Les bases"

    Scenario: With the last one gone, nothing is archived
      Given the administrator saves the languages French
      And a day has passed
      And the courses are noted down
      And the administrator saves no languages
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds no languages
      And 360Learning shows at least the courses noted

    Scenario: The last one stays gone over a restart
      Given the administrator saves the languages French
      And a day has passed
      And the administrator saves no languages
      And the connector is restarted
      When a day passes
      Then the saved filter holds no languages
      And 360Learning shows "Six Sigma Basics"

    Scenario: With the last one gone, every language comes in
      Given the administrator saves the languages French
      And a day has passed
      And the administrator saves no languages
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | Les bases        |

  @C148
  Rule: A type can be deselected, and with the last one every type comes in

    Scenario: The deselected type goes, the other stays
      Given Percipio offers the book "The Lean Startup"
      And the administrator saves the types course and book
      And a day has passed
      And the administrator saves the types course
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds the types course
      And 360Learning has one archived course for "The Lean Startup"
      And 360Learning has one active course for "Les bases"

    Scenario: With the last one deselected, nothing is archived
      Given the administrator saves the types course
      And a day has passed
      And the courses are noted down
      And the administrator saves no types
      When it becomes 14 January 2026, 05:50 CET
      Then the saved filter holds no types
      And 360Learning shows at least the courses noted

    Scenario: Deselected, the last one stays so over a restart
      Given Percipio offers the book "The Lean Startup"
      And the administrator saves the types book
      And a day has passed
      And the administrator saves no types
      And the connector is restarted
      When a day passes
      Then the saved filter holds no types
      And 360Learning shows "Six Sigma Basics"

    Scenario: With the last one deselected, every type comes in
      Given Percipio offers the book "The Lean Startup"
      And the administrator saves the types book
      And a day has passed
      And the administrator saves no types
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | Les bases        |
        | The Lean Startup |

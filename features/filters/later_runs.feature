Feature: Daily runs with a saved filter
  A saved filter applies to every later run. Removing it must not cost a course, its statistics
  or a tag.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers:
      | kind   | title            | language |
      | course | Six Sigma Basics | English  |
      | course | Les bases        | French   |
    And the integration is active
    And statistics are sent to 360Learning

  @C136
  Rule: Filtered content is neither created nor restored

    Scenario: A new item that does not match is not created
      Given a day has passed
      And the administrator saves the languages French
      When Percipio offers:
        | kind   | title              | language |
        | course | Leadership         | English  |
        | course | Manager une équipe | French   |
      Then after the next daily run, 360Learning has no course for "Leadership"
      And 360Learning has one active course for "Manager une équipe"

    Scenario: A changed item that does not match is not brought back
      Given a day has passed
      And the administrator saves the languages French
      And a few minutes have passed
      When Percipio renames "Six Sigma Basics" to "Six Sigma Essentials"
      Then after the next daily run, 360Learning has one archived course for "Six Sigma Essentials"

    Scenario: Removing the filter makes no second course
      Given a day has passed
      And a snapshot of all courses is taken
      And the administrator saves the languages French
      And a day has passed
      When the administrator saves no languages
      Then after 2 daily runs, "Six Sigma Basics" is the same course as in the snapshot
      And "Les bases" is the same course as in the snapshot

    @profile @A-UNARCHIVE.restored-next-run
    Scenario: Until the next run a widened filter brings nothing back
      Given a day has passed
      And the administrator saves the languages French
      And a few minutes have passed
      When the administrator saves the languages English and French
      Then before the next daily run, 360Learning has one archived course for "Six Sigma Basics"

    @profile @A-UNARCHIVE.restored-next-run
    Scenario Outline: The next run brings back what <choice> lets through again
      Given a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And a snapshot of all courses is taken
      And the administrator saves the languages French
      And a day has passed
      When the administrator saves <choice>
      Then after the next daily run, 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is the same course as in the snapshot

      Examples:
        | choice                           |
        | no languages                     |
        | the languages English and French |

    @profile @A-UNARCHIVE.restored-on-save
    Scenario Outline: Saving brings back what <choice> lets through again
      Given a day has passed
      And Ada has completed "Six Sigma Basics" in Percipio
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And a snapshot of all courses is taken
      And the administrator saves the languages French
      And a day has passed
      When the administrator saves <choice>
      Then within minutes, 360Learning has one active course for "Six Sigma Basics"
      And "Six Sigma Basics" is the same course as in the snapshot

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
      When the administrator saves no languages
      Then after 2 daily runs, 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Les bases"

  @C145
  Rule: A language can be removed, and with the last one every language comes in

    Scenario: Removing a language archives its courses only
      Given the administrator saves the languages English and French
      And a day has passed
      When the administrator saves the languages French
      Then before the next daily run, the saved filter holds the languages French
      And 360Learning has one archived course for "Six Sigma Basics"
      And 360Learning has one active course for "Les bases"

    Scenario: Removing the last language archives nothing
      Given the administrator saves the languages French
      And a day has passed
      And a snapshot of all courses is taken
      When the administrator saves no languages
      Then before the next daily run, the saved filter holds no languages
      And 360Learning shows at least the courses of the snapshot

    Scenario: The removed last language stays removed after a restart
      Given the administrator saves the languages French
      And a day has passed
      And the administrator saves no languages
      When the connector is restarted
      Then after the next daily run, the saved filter holds no languages
      And 360Learning shows "Six Sigma Basics"

    Scenario: After the last language is removed, every language comes in
      Given the administrator saves the languages French
      And a day has passed
      When the administrator saves no languages
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | Les bases        |

  @C148
  Rule: A type can be deselected, and with the last one every type comes in

    Scenario: Deselecting a type archives its courses only
      Given Percipio offers the book "The Lean Startup"
      And the administrator saves the types course and book
      And a day has passed
      When the administrator saves the types course
      Then before the next daily run, the saved filter holds the types course
      And 360Learning has one archived course for "The Lean Startup"
      And 360Learning has one active course for "Les bases"

    Scenario: Deselecting the last type archives nothing
      Given the administrator saves the types course
      And a day has passed
      And a snapshot of all courses is taken
      When the administrator saves no types
      Then before the next daily run, the saved filter holds no types
      And 360Learning shows at least the courses of the snapshot

    Scenario: The deselected last type stays deselected after a restart
      Given Percipio offers the book "The Lean Startup"
      And the administrator saves the types book
      And a day has passed
      And the administrator saves no types
      When the connector is restarted
      Then after the next daily run, the saved filter holds no types
      And 360Learning shows "Six Sigma Basics"

    Scenario: After the last type is deselected, every type comes in
      Given Percipio offers the book "The Lean Startup"
      And the administrator saves the types book
      And a day has passed
      When the administrator saves no types
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | Les bases        |
        | The Lean Startup |

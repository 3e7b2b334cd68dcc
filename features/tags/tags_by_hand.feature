Feature: Tags added by hand
  A training manager tags courses for a program of her own. The synchronization must keep these
  tags.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers:
      | kind   | title            | language | areas               | subjects   |
      | course | Six Sigma Basics | English  | Quality, Operations | Statistics |
      | course | Les bases        | French   | Management          | Leadership |

  @C008
  Rule: A person can tag a Skillsoft course

    Scenario: Olivia's tag is on the course and stays there
      Given the integration is active
      And a day has passed
      When Olivia tags "Six Sigma Basics" with "Onboarding"
      Then after the next daily run, "Six Sigma Basics" has the tag "Onboarding"

    Scenario: Olivia's tag stays on a course that changes
      Given the integration is active
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When Percipio changes the duration of "Six Sigma Basics"
      Then after the next daily run, "Six Sigma Basics" has the tag "Onboarding"

    Scenario: Two people tag one course
      Given the integration is active with tags synchronization
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When Carol tags "Six Sigma Basics" with "Recommended"
      Then after the next daily run, "Six Sigma Basics" has the tags "Onboarding, Recommended"

  @C093
  Rule: A tag added by hand survives every run

    Scenario: Three runs with tags synchronization
      Given the integration is active with tags synchronization
      And a day has passed
      When Olivia tags "Six Sigma Basics" with "Onboarding"
      Then after 3 daily runs, "Six Sigma Basics" has the tag "Onboarding"

    Scenario: Three runs without tags synchronization
      Given the integration is active
      And a day has passed
      When Olivia tags "Six Sigma Basics" with "Onboarding"
      Then after 3 daily runs, "Six Sigma Basics" has the tag "Onboarding"

    Scenario: Tags synchronization is switched off
      Given the integration is active with tags synchronization
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When tags synchronization is switched off
      Then after the next daily run, "Six Sigma Basics" has the tag "Onboarding"

    Scenario: Tags synchronization is switched on
      Given the integration is active
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When tags synchronization is switched on
      Then after the next daily run, "Six Sigma Basics" has the tag "Onboarding"

    Scenario Outline: Percipio changes the <field>
      Given the integration is active with tags synchronization
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When Percipio changes the <field> of "Six Sigma Basics"
      Then after the next daily run, "<title>" has the tag "Onboarding"

      Examples:
        | field       | title                |
        | title       | Six Sigma Essentials |
        | description | Six Sigma Basics     |

    Scenario: Percipio files the course elsewhere
      Given the integration is active with tags synchronization
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When Percipio files "Six Sigma Basics" under the areas "Manufacturing"
      Then after the next daily run, "Six Sigma Basics" has the tag "Onboarding"

    Scenario: The course is archived by a filter
      Given the integration is active with tags synchronization
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      When the administrator saves the languages French
      Then after the next daily run, 360Learning has one archived course for "Six Sigma Basics"
      And "Six Sigma Basics" has the tag "Onboarding"

    Scenario: The filter that archived the course is lifted
      Given the integration is active with tags synchronization
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Onboarding"
      And the administrator saves the languages French
      And a day has passed
      When the administrator saves no languages
      Then after the next daily run, "Six Sigma Basics" has the tag "Onboarding"

    Scenario: A tag of Olivia's survives a later area of the same name
      Given the integration is active
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Quality"
      And tags synchronization is switched on
      And a day has passed
      When tags synchronization is switched off
      Then after the next daily run, "Six Sigma Basics" has the tag "Quality"

    @profile @A-TAGSAME.stays
    Scenario: A tag of Olivia's survives an earlier area of the same name
      Given the integration is active with tags synchronization
      And a day has passed
      And Olivia tags "Six Sigma Basics" with "Quality"
      When tags synchronization is switched off
      Then after the next daily run, "Six Sigma Basics" has the tag "Quality"

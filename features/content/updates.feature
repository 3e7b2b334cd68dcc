Feature: Content updates
  A course that changes in Percipio changes in 360Learning in place: its statistics and its
  places stay.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And a day has passed

  @C030
  Rule: A changed item is updated in place

    Scenario Outline: A new <field> arrives with the next run
      When Percipio changes the <field> of "Six Sigma Basics"
      Then after the next daily run, the <field> of "Six Sigma Basics" in 360Learning is the new one
      And "Six Sigma Basics" is still the same course

      Examples:
        | field       |
        | title       |
        | description |
        | duration    |
        | image       |
        | link        |

    Scenario: A change of capitals only is a new title
      When Percipio renames "Six Sigma Basics" to "SIX SIGMA Basics"
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | SIX SIGMA Basics |

    Scenario: Statistics survive an update
      Given statistics are sent to 360Learning
      And Ada has completed "Six Sigma Basics" in Percipio
      When Percipio changes the title of "Six Sigma Basics"
      Then after the next daily run, Ada's progress on "Six Sigma Basics" is 100 %
      And "Six Sigma Basics" is still the same course

Feature: Quiet days and stormy days
  On most days nothing changes; on some days Percipio is slow, busy or broken. Neither may
  cost a course, make one twice, or touch what nobody changed.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @D04
  Rule: A run without a change changes nothing

    Scenario: Two quiet days leave every course as it was
      Given Percipio offers 25 items of many kinds
      And the integration is active
      And a day has passed
      When 2 days pass
      Then no course in 360Learning was created or modified in the last 2 days

    Scenario Outline: A course <oddity> is left alone as well
      Given Percipio offers the course "Six Sigma Basics", <oddity>
      And the integration is active
      And a day has passed
      When 2 days pass
      Then no course in 360Learning was created or modified in the last 2 days

      Examples:
        | oddity                             |
        | with a duration nobody can read    |
        | with a title of 2,000 characters   |
        | with a description full of markup  |
        | without a picture                  |

  @D05
  Rule: A pull that fails archives and deletes nothing, and the next run repairs it

    Scenario Outline: <trouble> on the second page loses no course
      Given Percipio offers 1500 courses
      And the integration is active
      And a day has passed
      And the second page meets <trouble> all day
      When a day passes
      Then 360Learning shows 1500 Skillsoft courses
      And no course in 360Learning is archived

      Examples:
        | trouble              |
        | a server error       |
        | a refused token      |
        | too many requests    |
        | an unreadable answer |
        | a cut-off answer     |
        | a closed connection  |
        | a very slow answer   |

    Scenario Outline: The run after <trouble> brings what was missed
      Given Percipio offers 1500 courses
      And the integration is active
      And the second page meets <trouble> all day
      And a day has passed
      And Percipio is well again
      When a day passes
      Then 360Learning shows 1500 Skillsoft courses

      Examples:
        | trouble              |
        | a server error       |
        | a refused token      |
        | too many requests    |
        | an unreadable answer |
        | a cut-off answer     |
        | a closed connection  |
        | a very slow answer   |

    Scenario: A change that 360Learning could not take in the morning is there after the next run
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And a day has passed
      And Percipio changes the title of "Six Sigma Basics"
      And 360Learning is out of order
      And a day has passed
      And 360Learning works again
      When a day passes
      Then the title of "Six Sigma Basics" in 360Learning is the new one
      And it is still the same course

  @D07
  Rule: Two items with one title are two courses

    Scenario: Namesakes live side by side
      Given Percipio offers the course "Leadership"
      And Percipio offers another course "Leadership"
      And the integration is active
      When 2 days pass
      Then 360Learning shows "Leadership" exactly 2 times

  @D16
  Rule: Being told to slow down is no failure

    Scenario Outline: The run completes although Percipio says "too many requests" <times> times
      Given Percipio offers 1500 courses
      And the integration is active
      And Percipio answers the next <times> requests with "too many requests", <hint>
      When a day passes
      Then 360Learning shows 1500 Skillsoft courses

      Examples:
        | times | hint                       |
        | 1     | saying how long to wait    |
        | 3     | saying how long to wait    |
        | 3     | without saying how long    |

    Scenario: Every page may ask for its own pause
      Given Percipio offers 3500 courses
      And each page meets "too many requests" 2 times
      And the integration is active
      When a day passes
      Then 360Learning shows 3500 Skillsoft courses

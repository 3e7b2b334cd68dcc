Feature: Unchanged catalogs and failing runs
  On most days the catalog does not change; on some days Percipio is slow, busy or fails. Neither
  may remove a course, duplicate one, or change one whose item is the same.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @D04
  Rule: A run over an unchanged catalog changes no course

    Scenario: Two runs over an unchanged catalog leave every course untouched
      Given Percipio offers 25 items of many kinds
      And the integration is active
      And a day has passed
      When 2 days pass
      Then no course in 360Learning was created or modified in the last 2 days

    Scenario Outline: Two runs leave a course <oddity> untouched
      Given Percipio offers the course "Six Sigma Basics", <oddity>
      And the integration is active
      And a day has passed
      When 2 days pass
      Then no course in 360Learning was created or modified in the last 2 days

      Examples:
        | oddity                            |
        | with an unreadable duration       |
        | with a title of 2,000 characters  |
        | with a description full of markup |
        | without a picture                 |

  @D05
  Rule: A failing catalog read archives and deletes nothing, and the next run completes it

    Scenario Outline: A run in which page 2 ends in <failure> loses no course
      Given Percipio offers 1001 courses
      And the integration is active
      And a day has passed
      When every request for page 2 ends in <failure>
      Then after the next daily run, 360Learning shows 1001 Skillsoft courses
      And no course in 360Learning is archived

      Examples:
        | failure                |
        | a server error         |
        | a rejected token       |
        | too many requests      |
        | an unreadable response |
        | a truncated response   |
        | a closed connection    |
        | a very slow response   |

    Scenario Outline: The run after <failure> on page 2 brings the missing courses
      Given Percipio offers 1001 courses
      And the integration is active
      And every request for page 2 ends in <failure>
      And a day has passed
      When Percipio answers normally again
      Then after the next daily run, 360Learning shows 1001 Skillsoft courses

      Examples:
        | failure                |
        | a server error         |
        | a rejected token       |
        | too many requests      |
        | an unreadable response |
        | a truncated response   |
        | a closed connection    |
        | a very slow response   |

    Scenario: A change that failed in 360Learning is written by the next run
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And a day has passed
      And Percipio changes the title of "Six Sigma Basics"
      And 360Learning is down
      And a day has passed
      When 360Learning is up again
      Then after the next daily run, the title of "Six Sigma Basics" in 360Learning is the new one
      And "Six Sigma Basics" is still the same course

  @D07
  Rule: Two items with one title are two courses

    Scenario: Two items with the same title become two courses
      Given Percipio offers the course "Leadership"
      And Percipio offers another course "Leadership"
      When the administrator sets up the integration
      Then after 2 daily runs, 360Learning shows "Leadership" exactly 2 times

  @D16
  Rule: Rate limiting by Percipio does not fail a run

    Scenario Outline: The run completes although Percipio says "too many requests" <times> times
      Given Percipio offers 1001 courses
      And the integration is active
      When Percipio answers the next <times> requests with "too many requests", <hint>
      Then after the next daily run, 360Learning shows 1001 Skillsoft courses

      Examples:
        | times | hint                    |
        | 1     | saying how long to wait |
        | 3     | saying how long to wait |
        | 3     | without saying how long |

    Scenario: The run completes although every page is rate limited
      Given Percipio offers 3001 courses
      And Percipio answers the first 2 requests for each page with "too many requests"
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows 3001 Skillsoft courses

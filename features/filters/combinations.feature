Feature: Combinations of filter values
  Within one filter any value will do; across the two filters both have to agree. An
  administrator who adds a value must never lose a course by it.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers:
      | kind      | title               | language |
      | course    | Six Sigma Basics    | English  |
      | book      | The Lean Startup    | English  |
      | course    | Les bases           | French   |
      | book      | L'art de convaincre | French   |
      | course    | Gut geplant         | German   |
      | audiobook | Kaizen nyumon       | Japanese |
    And the integration is active

  @C137
  Rule: One more value never makes the selection smaller

    Scenario Outline: <more> shows all that <few> showed
      Given the administrator saves <few>
      And a day has passed
      And a snapshot of all courses is taken
      When the administrator saves <more>
      Then after the next daily run, 360Learning shows at least the courses of the snapshot
      And 360Learning shows "<added>"

      Examples:
        | few                             | more                                      | added               |
        | the languages French            | the languages French and German           | Gut geplant         |
        | the languages French and German | the languages French, German and Japanese | Kaizen nyumon       |
        | the types course                | the types course and book                 | L'art de convaincre |
        | the types course and book       | the types course, book and audiobook      | Kaizen nyumon       |

    Scenario: An additional language removes no course of a mixed catalog
      Given Percipio offers 60 items of many kinds
      And the administrator saves the languages English
      And a day has passed
      And a snapshot of all courses is taken
      When the administrator saves the languages English and French
      Then after the next daily run, 360Learning shows at least the courses of the snapshot

  @C138
  Rule: The other filter on top never makes the selection larger

    Scenario Outline: <second> on top of <first> shows nothing new
      Given the administrator saves <first>
      And a day has passed
      And a snapshot of all courses is taken
      When the administrator saves <second>
      Then after the next daily run, 360Learning shows at most the courses of the snapshot
      And 360Learning shows "<left>"

      Examples:
        | first                           | second               | left                |
        | the languages French            | the types book       | L'art de convaincre |
        | the languages French and German | the types course     | Gut geplant         |
        | the types book                  | the languages French | L'art de convaincre |

  @C139
  Rule: Content in any of the chosen languages comes in

    Scenario: French and German
      When the administrator saves the languages French and German
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Les bases           |
        | L'art de convaincre |
        | Gut geplant         |

    Scenario: English, German and Japanese
      When the administrator saves the languages English, German and Japanese
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | The Lean Startup |
        | Gut geplant      |
        | Kaizen nyumon    |

    Scenario: English and British English
      Given Percipio offers:
        | kind   | title            | language        |
        | course | Colors of Paint | British English |
      When the administrator saves the languages English and British English
      Then after the next daily run, 360Learning shows "Six Sigma Basics"
      And 360Learning shows "Colors of Paint"

    Scenario Outline: A channel in English and French comes in with <chosen>
      Given Percipio offers the channel "Microsoft Teams" in English and French
      When the administrator saves the languages <chosen>
      Then after the next daily run, 360Learning shows "Microsoft Teams"

      Examples:
        | chosen            |
        | English           |
        | French            |
        | German and French |

    Scenario: A filter for French does not archive a channel in English and French
      Given Percipio offers the channel "Microsoft Teams" in English and French
      And a day has passed
      When the administrator saves the languages French
      Then after 2 daily runs, 360Learning has one active course for "Microsoft Teams"

    Scenario: A channel in English and French stays out with German
      Given Percipio offers the channel "Microsoft Teams" in English and French
      When the administrator saves the languages German
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Gut geplant |

  @C140
  Rule: Content of any of the chosen types comes in

    Scenario: Books and audiobooks
      When the administrator saves the types book and audiobook
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |
        | Kaizen nyumon       |

    Scenario: Courses, books and audiobooks
      When the administrator saves the types audiobook, course and book
      Then after the next daily run, 360Learning shows 6 Skillsoft courses

  @C141
  Rule: With both filters set, content has to pass both

    Scenario: French books
      Given the administrator saves the languages French
      When the administrator saves the types book
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | L'art de convaincre |

    Scenario: Courses and audiobooks in French and Japanese
      Given the administrator saves the types course and audiobook
      When the administrator saves the languages French and Japanese
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Les bases     |
        | Kaizen nyumon |

    Scenario: No content matches both filters
      Given the administrator saves the languages Japanese
      When the administrator saves the types book
      Then after the next daily run, 360Learning shows no Skillsoft course

Feature: Unusual and invalid catalog items
  Large catalogs hold unusual and incomplete items. An invalid item may be skipped, but it must
  not stop the run.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @D06
  Rule: Unusual content becomes a course and never stops a run

    Scenario Outline: A title with <what> is shown unchanged
      When Percipio offers the course "<title>"
      Then after the next daily run, 360Learning shows "<title>"

      Examples:
        | what                           | title                 |
        | signs of four bytes            | Rockets 🚀 and 𠮷野家 👩‍💻 |
        | text that runs right to left   | أساسيات ستة سيجما     |
        | accents in two spellings       | Café and Café        |
        | an ampersand and an apostrophe | Tom & Jerry's Laws    |

    Scenario Outline: A title with <what> becomes a course
      Given Percipio offers the course "<title>"
      When Percipio offers the course "Six Sigma Basics"
      Then after the next daily run, 360Learning has one active course for "<title>"
      And 360Learning shows "Six Sigma Basics"

      Examples: How much of the markup is shown is left open
        | what      | title                                |
        | markup    | HTML: the <b> and the <script> tag   |
        | entities  | Research &amp; Development &lt;2026> |
        | a formula | =SUM(A1:A9) for Beginners            |

    Scenario Outline: A course <oddity> becomes a course
      Given Percipio offers the course "Six Sigma Basics", <oddity>
      When Percipio offers the course "Deep Work"
      Then after 2 daily runs, 360Learning has one active course for "Six Sigma Basics"
      And 360Learning shows "Deep Work"

      Examples:
        | oddity                            |
        | with a title of 2,000 characters  |
        | without a description             |
        | with an empty description         |
        | with a description full of markup |
        | without a duration                |
        | with a zero duration              |
        | without a picture                 |
        | with undocumented fields          |
        | with required fields only         |

      @derived
      Examples: Against Percipio's own schema
        | oddity                      |
        | with an unreadable duration |

    @derived
    Scenario Outline: An item that <flaw> does not affect other items
      Given Percipio offers an item that <flaw>
      When Percipio offers the course "Six Sigma Basics"
      Then after the next daily run, 360Learning has one active course for "Six Sigma Basics"

      Examples:
        | flaw                          |
        | has no title                  |
        | has a blank title             |
        | has no link                   |
        | has no ID                     |
        | has a number as its ID        |
        | has text where a list belongs |

    @derived
    Scenario: The run after an invalid item updates courses as usual
      Given Percipio offers an item that has no title
      And Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio changes the title of "Six Sigma Basics"
      Then after the next daily run, the title of "Six Sigma Basics" in 360Learning is the new one
      And "Six Sigma Basics" is still the same course

  @D08
  Rule: An item keeps its course, whatever about it changes

    Scenario Outline: A new <field> makes no second course
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio gives a new <field> to "Six Sigma Basics"
      Then after 2 daily runs, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
      And "Six Sigma Basics" is still the same course

      Examples:
        | field |
        | link  |
        | code  |
        | type  |

Feature: Odd content
  Catalogues of 100,000 items hold everything that people can type, and much that they left out.
  One odd item may cost itself, and never the run.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @D06
  Rule: Odd content becomes a course, and stops no run

    Scenario Outline: A title with <what> arrives as it is
      Given Percipio offers the course "<title>"
      When a day passes
      Then 360Learning shows "<title>" exactly once

      Examples:
        | what                            | title                       |
        | signs of four bytes             | Rockets 🚀 and 𠮷野家 👩‍💻    |
        | text that runs right to left    | أساسيات ستة سيجما             |
        | accents in two spellings        | Café and Café               |
        | an ampersand and an apostrophe  | Tom & Jerry's Laws          |

    Scenario Outline: A title with <what> is no obstacle
      Given Percipio offers the course "<title>"
      And Percipio offers the course "Six Sigma Basics"
      When a day passes
      Then 360Learning has one active course for "<title>"
      And 360Learning shows "Six Sigma Basics"

      Examples: How much of the markup is shown is left open
        | what         | title                                |
        | markup       | HTML: the <b> and the <script> tag   |
        | entities     | Research &amp; Development &lt;2026> |
        | a formula    | =SUM(A1:A9) for Beginners            |

    Scenario Outline: A course <oddity> becomes a course
      Given Percipio offers the course "Six Sigma Basics", <oddity>
      And Percipio offers the course "Deep Work"
      When 2 days pass
      Then 360Learning has one active course for "Six Sigma Basics"
      And 360Learning shows "Deep Work"

      Examples:
        | oddity                               |
        | with a title of 2,000 characters     |
        | without a description                |
        | with an empty description            |
        | with a description full of markup    |
        | without a duration                   |
        | with a duration of nothing           |
        | without a picture                    |
        | with fields nobody has told of       |
        | without any field that can be missing |

      @derived
      Examples: Against Percipio's own schema
        | oddity                          |
        | with a duration nobody can read |

    @derived
    Scenario Outline: An item that <flaw> costs no other item its course
      Given Percipio offers an item that <flaw>
      And Percipio offers the course "Six Sigma Basics"
      When a day passes
      Then 360Learning shows "Six Sigma Basics" exactly once

      Examples:
        | flaw                            |
        | has no title                    |
        | has a blank title               |
        | has no link                     |
        | has no identity                 |
        | has a number for an identity    |
        | has words where a list belongs  |

    @derived
    Scenario: The run after a bad item is an ordinary one
      Given Percipio offers an item that has no title
      And Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And Percipio changes the title of "Six Sigma Basics"
      When a day passes
      Then the title of "Six Sigma Basics" in 360Learning is the new one
      And it is still the same course

  @D08
  Rule: An item keeps its course, whatever about it changes

    Scenario Outline: A new <field> makes no second course
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      And Percipio gives a new <field> to "Six Sigma Basics"
      When 2 days pass
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
      And it is still the same course

      Examples:
        | field |
        | link  |
        | code  |
        | type  |

Feature: Which kinds of content come in
  Percipio types its content in three fields that do not always agree. A customer who pays for
  labs and benchmarks wants to find them; one who pays for 50,000 short videos may not.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @C023
  Rule: Linked content is synchronized, whatever is linked

    Scenario Outline: The <kind> becomes a course
      Given Percipio offers the <kind> "Secure Coding"
      When a day passes
      Then 360Learning shows "Secure Coding" exactly once

      Examples: The last two carry the category of another type
        | kind         |
        | lab          |
        | bootcamp     |
        | article      |
        | linked video |
        | testprep     |

  @C024
  Rule: Assessments are synchronized

    Scenario: An assessment becomes a course
      Given Percipio offers the assessment "Python Proficiency"
      When a day passes
      Then 360Learning shows "Python Proficiency" exactly once

  @C025
  Rule: Skill benchmarks are synchronized

    Scenario: A benchmark becomes a course
      Given Percipio offers the benchmark "Java Developer Literacy"
      When a day passes
      Then 360Learning shows "Java Developer Literacy" exactly once

  @C026
  Rule: Content without a type is synchronized

    Scenario Outline: Content that is <kind> becomes a course
      Given Percipio offers the <kind> "Travel Policy"
      When a day passes
      Then 360Learning shows "Travel Policy" exactly once

      Examples: The type is left out, or empty, or there is nothing to hold it
        | kind                            |
        | uncategorized                   |
        | uncategorized (null type)       |
        | uncategorized (no content type) |

    Scenario: A type that says nothing is no type
      Given Percipio offers the course "Travel Policy", with a type that says nothing
      When a day passes
      Then 360Learning shows "Travel Policy" exactly once

  @C027
  Rule: Content of a kind that the article does not name stays out

    @profile @A-CLOSED.closed
    Scenario Outline: Content of the kind "<kind>" stays out
      Given Percipio offers the course "Six Sigma Basics"
      And Percipio offers the <kind> "Pivot Tables in Three Minutes"
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

      Examples:
        | kind               |
        | video              |
        | scheduled          |
        | dynamic            |
        | certification path |

    @profile @A-CLOSED.closed
    Scenario: Percipio thinks of a new kind of content, and it stays out
      Given Percipio offers the course "Six Sigma Basics"
      And Percipio offers the course "Walk Around the Plant", of a type nobody knows yet
      When a day passes
      Then 360Learning has no course for "Walk Around the Plant"
      And 360Learning shows "Six Sigma Basics"

    @profile @A-CLOSED.open
    Scenario Outline: Content of the kind "<kind>" comes in as well
      Given Percipio offers the <kind> "Pivot Tables in Three Minutes"
      When a day passes
      Then 360Learning shows "Pivot Tables in Three Minutes" exactly once

      Examples:
        | kind               |
        | video              |
        | scheduled          |
        | dynamic            |
        | certification path |

    @profile @A-CLOSED.open
    Scenario: Percipio thinks of a new kind of content, and it comes in
      Given Percipio offers the course "Walk Around the Plant", of a type nobody knows yet
      When a day passes
      Then 360Learning has one active course for "Walk Around the Plant"

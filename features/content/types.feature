Feature: Content types that are synchronized
  Percipio types its content in three fields that do not always agree. A customer who pays for
  labs and benchmarks wants to find them; one who pays for 50,000 short videos may not.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @C023
  Rule: Linked content is synchronized, whatever is linked

    Scenario Outline: The <kind> becomes a course
      When Percipio offers the <kind> "Secure Coding"
      Then after the next daily run, 360Learning has one active course for "Secure Coding"

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
      When Percipio offers the assessment "Python Proficiency"
      Then after the next daily run, 360Learning has one active course for "Python Proficiency"

  @C025
  Rule: Skill benchmarks are synchronized

    Scenario: A benchmark becomes a course
      When Percipio offers the benchmark "Java Developer Literacy"
      Then after the next daily run, 360Learning has one active course for "Java Developer Literacy"

  @C026
  Rule: Content without a type is synchronized

    Scenario Outline: Content that is <kind> becomes a course
      When Percipio offers the <kind> "Travel Policy"
      Then after the next daily run, 360Learning has one active course for "Travel Policy"

      Examples: The type is left out, or empty, or there is nothing to hold it
        | kind                            |
        | uncategorized                   |
        | uncategorized (null type)       |
        | uncategorized (no content type) |

    Scenario: An item with an empty type becomes a course
      When Percipio offers the course "Travel Policy", with an empty type
      Then after the next daily run, 360Learning has one active course for "Travel Policy"

  @C027
  Rule: Content of a kind that the article does not name stays out

    @profile @A-CLOSED.closed
    Scenario Outline: Content of the kind "<kind>" stays out
      Given Percipio offers the course "Six Sigma Basics"
      When Percipio offers the <kind> "Pivot Tables in Three Minutes"
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

      Examples:
        | kind               |
        | video              |
        | scheduled          |
        | dynamic            |
        | certification path |

    @profile @A-CLOSED.closed
    Scenario: An unknown content type stays out
      Given Percipio offers the course "Six Sigma Basics"
      When Percipio offers the course "Walk Around the Plant", of an unknown type
      Then after the next daily run, 360Learning has no course for "Walk Around the Plant"
      And 360Learning shows "Six Sigma Basics"

    @profile @A-CLOSED.open
    Scenario Outline: Content of the kind "<kind>" comes in as well
      When Percipio offers the <kind> "Pivot Tables in Three Minutes"
      Then after the next daily run, 360Learning has one active course for "Pivot Tables in Three Minutes"

      Examples:
        | kind               |
        | video              |
        | scheduled          |
        | dynamic            |
        | certification path |

    @profile @A-CLOSED.open
    Scenario: An unknown content type is synchronized
      When Percipio offers the course "Walk Around the Plant", of an unknown type
      Then after the next daily run, 360Learning has one active course for "Walk Around the Plant"

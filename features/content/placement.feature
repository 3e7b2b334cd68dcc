Feature: Course placement, search and authorship
  Learners find a course by search and in the catalog of the integration's group. People may
  also place it elsewhere, and the integration keeps what they did.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"

  @C005
  Rule: A synchronized course is found by its title, as external content from Skillsoft

    Scenario: A search for a part of the title finds the course
      When the administrator sets up the integration
      Then after the next daily run, a search for "six sigma" finds "Six Sigma Basics"
      And the provider of "Six Sigma Basics" is "Skillsoft"

    Scenario: A course that is renamed is found by its new title
      Given the integration is active
      And a day has passed
      When Percipio renames "Six Sigma Basics" to "Lean Basics"
      Then after the next daily run, a search for "lean" finds "Lean Basics"
      And a search for "six sigma" does not find "Six Sigma Basics"

    @profile @A-STATUS.archive
    Scenario: A course that was archived is not found
      Given the integration is active
      And a day has passed
      When Percipio retires "Six Sigma Basics"
      Then after the next daily run, a search for "six sigma" does not find "Six Sigma Basics"

    @platform
    Scenario Outline: <person> searches
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Alan leaves the group "Skillsoft Academy"
      Then <person>'s search for "six sigma" <hit> "Six Sigma Basics"

      Examples: Who is shown the course, and who answers for it
        | person | hit           |
        | Ada    | finds         |
        | Carol  | finds         |
        | Olivia | finds         |
        | Alan   | does not find |
        | Sam    | does not find |

  @C006
  Rule: A course stays in the catalogs and libraries that people put it into

    Scenario Outline: The <place> of another group keeps the course
      Given the integration is active
      And a day has passed
      When somebody puts "Six Sigma Basics" into the <place> of "Sales"
      Then after 3 daily runs, "Six Sigma Basics" is in the <place> of "Sales"

      Examples:
        | place   |
        | catalog |
        | library |

    Scenario Outline: The <place> of a private group keeps a course that changes
      Given the integration is active
      And a day has passed
      And somebody has put "Six Sigma Basics" into the <place> of "Legal"
      When Percipio changes the title of "Six Sigma Basics"
      Then after the next daily run, "Six Sigma Basics" is in the <place> of "Legal"
      And the title of "Six Sigma Basics" in 360Learning is the new one

      Examples:
        | place   |
        | catalog |
        | library |

    Scenario: A course that is moved to another group stays there
      Given the integration is active
      And a day has passed
      And somebody has put "Six Sigma Basics" into the catalog of "Sales"
      When somebody takes "Six Sigma Basics" out of the catalog of "Skillsoft Academy"
      Then after 2 daily runs, "Six Sigma Basics" is in the catalog of "Sales"
      And 360Learning has one active course for "Six Sigma Basics"

  @C032
  Rule: The integration's catalog gets a course once, when the course is new

    @profile @A-READD.at-creation
    Scenario: A course that somebody took out of the catalog stays out
      Given the integration is active
      And a day has passed
      And somebody has taken "Six Sigma Basics" out of the catalog of "Skillsoft Academy"
      When Percipio changes the title of "Six Sigma Basics"
      Then after 2 daily runs, "Six Sigma Basics" is not in the catalog of "Skillsoft Academy"

  @C033
  Rule: The integration's library gets a course once, when the course is new

    @profile @A-READD.at-creation
    Scenario: A course that somebody took out of the library stays out
      Given the integration is active
      And a day has passed
      And somebody has taken "Six Sigma Basics" out of the library of "Skillsoft Academy"
      When Percipio changes the title of "Six Sigma Basics"
      Then after 2 daily runs, "Six Sigma Basics" is not in the library of "Skillsoft Academy"

  @C079
  Rule: Courses name Skillsoft as their provider

    Scenario Outline: The <kind> names its provider
      Given Percipio offers the <kind> "Deep Work"
      When the administrator sets up the integration
      Then after the next daily run, the provider of "Deep Work" is "Skillsoft"

      Examples: Made by Skillsoft, read aloud for it, and linked to
        | kind      |
        | course    |
        | audiobook |
        | article   |

    @profile @A-PROVIDER.capitalized
    Scenario: The provider is spelled with a capital letter
      When the administrator sets up the integration
      Then after the next daily run, the provider of "Six Sigma Basics" is spelled "Skillsoft"

  @C081
  Rule: Courses come into the catalog of the group named for the integration

    Scenario Outline: The integration belongs to the <kind> group
      Given the integration belongs to "<group>"
      When the administrator sets up the integration
      Then after the next daily run, "Six Sigma Basics" is in the catalog of "<group>"
      And "Six Sigma Basics" is not in the catalog of "Skillsoft Academy"
      And "Six Sigma Basics" is not in the library of "Skillsoft Academy"

      Examples:
        | kind     | group |
        | public   | Sales |
        | private  | Legal |
        | platform | Acme  |

  @C082
  Rule: Learners of every public group see the courses of the platform group

    Scenario: A learner of a public group sees the course
      Given the integration belongs to the platform group
      When the administrator sets up the integration
      Then after the next daily run, learners of "Acme" see "Six Sigma Basics"
      And learners of "Sales" see "Six Sigma Basics"

    Scenario: A learner of a public subgroup sees the course
      Given "Field Sales" is a public group below "Sales"
      And the integration belongs to the platform group
      When the administrator sets up the integration
      Then after the next daily run, learners of "Field Sales" see "Six Sigma Basics"

    @profile @A-PUBLIC.catalog-inherited
    Scenario: Learners of a private group and its subgroups do not see the course
      Given "Patents" is a public group below "Legal"
      And the integration belongs to the platform group
      When the administrator sets up the integration
      Then after the next daily run, learners of "Legal" do not see "Six Sigma Basics"
      And learners of "Patents" do not see "Six Sigma Basics"

    @profile @A-PUBLIC.catalog-inherited
    Scenario: Public groups see the course in the catalog above, without holding it themselves
      Given the integration belongs to the platform group
      When the administrator sets up the integration
      Then after the next daily run, learners of "Sales" see "Six Sigma Basics"
      And "Six Sigma Basics" is not in the catalog of "Sales"
      And "Six Sigma Basics" is not in the library of "Sales"

  @C083
  Rule: Only members of a private group see its courses

    Scenario: Members see the course and outsiders do not
      Given the integration belongs to "Legal"
      When the administrator sets up the integration
      Then after 2 daily runs, learners of "Legal" see "Six Sigma Basics"
      And learners of "Acme" do not see "Six Sigma Basics"
      And learners of "Sales" do not see "Six Sigma Basics"
      And learners of "Skillsoft Academy" do not see "Six Sigma Basics"

  @C085
  Rule: The connector's administrator is the main author of new courses

    Scenario: Carol is the main author of courses of every kind
      Given Percipio offers the article "Deep Work"
      When the administrator sets up the integration
      Then after the next daily run, the main author of "Six Sigma Basics" is "Carol"
      And the main author of "Deep Work" is "Carol"

    Scenario: An update keeps Carol as the main author
      Given the integration is active
      And a day has passed
      When Percipio changes the title of "Six Sigma Basics"
      Then after the next daily run, the main author of "Six Sigma Basics" is "Carol"
      And the title of "Six Sigma Basics" in 360Learning is the new one

Feature: Content in several languages
  With the Globalization solution one content is one course, whatever languages it speaks.
  Percipio delivers languages in two shapes: one item that holds them all, or one item for
  each, joined in a translation group.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @C011
  Rule: The Globalization solution brings translated names and descriptions

    Scenario: A channel in three languages is translated into the two others
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      When the administrator sets up the integration
      Then after the next daily run, "Microsoft Teams" is translated into French and German

  @C041
  Rule: Without the Globalization solution nothing is translated and nothing is merged

    Scenario: A channel in three languages stays in its first one
      Given Percipio offers the channel "Microsoft Teams" in English, French and German
      When the administrator sets up the integration
      Then after the next daily run, 360Learning has one active course for "Microsoft Teams"
      And "Microsoft Teams" is not translated

    @profile @A-GLOB-OFF.one-course-per-item
    Scenario: Versions that are items of their own are courses of their own
      Given Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics     |
        | Six Sigma, les bases |

    @profile @A-GLOB-OFF.one-course-per-item
    Scenario: A completion in French does not count for the English course
      Given Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      When Ada completes "Six Sigma, les bases" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma, les bases"
      And Ada has 0 attempts on "Six Sigma Basics"

  @C042
  Rule: The languages of one content are one course

    Scenario: An item that holds three languages is one course
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      When the administrator sets up the integration
      Then after 2 daily runs, 360Learning shows exactly these Skillsoft courses:
        | Microsoft Teams |

    Scenario: Globalization that is switched on later translates the course that is there
      Given Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      And a day has passed
      When Globalization is switched on
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Microsoft Teams |
      And "Microsoft Teams" is translated into French and German

    @profile @A-VERSIONS.both-shapes
    Scenario: Three items of one translation group are one course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And Percipio adds the German version "Six Sigma Grundlagen" of "Six Sigma Basics"
      When the administrator sets up the integration
      Then after 2 daily runs, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

    @profile @A-VERSIONS.one-item-only
    Scenario: Only languages inside one item are joined
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics     |
        | Six Sigma, les bases |

    @profile @A-VERSIONS.both-shapes
    Scenario: Versions on different pages of the catalog are joined
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics"
      And Percipio offers 1000 courses
      And Percipio adds the French version "Six Sigma, les bases" of "Six Sigma Basics"
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows 1001 Skillsoft courses
      And "Six Sigma Basics" is translated into French

    @profile @A-VERSIONS.both-shapes
    Scenario: Switching Globalization on joins existing language versions
      Given Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And a day has passed
      When Globalization is switched on
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
      And "Six Sigma Basics" is translated into French

    @profile @A-VERSIONS.both-shapes
    Scenario: A version that leaves its group is a course of its own
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And a day has passed
      When Percipio takes "Six Sigma, les bases" out of its translation group
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics     |
        | Six Sigma, les bases |

  @C043
  Rule: Each language brings its own title

    Scenario: The French title of a channel
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      When the administrator sets up the integration
      Then after the next daily run, the French title of "Microsoft Teams" matches Percipio

    Scenario: A language that has a title and no description brings its title
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English and French, described in the first alone
      When the administrator sets up the integration
      Then after the next daily run, the French title of "Microsoft Teams" matches Percipio

    @profile @A-VERSIONS.both-shapes
    Scenario: The French title of a translation group
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      When the administrator sets up the integration
      Then after the next daily run, the French title of "Six Sigma Basics" matches Percipio

  @C044
  Rule: Each language brings its own description

    Scenario: The French description of a channel
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      When the administrator sets up the integration
      Then after the next daily run, the French description of "Microsoft Teams" matches Percipio

    @profile @A-VERSIONS.both-shapes
    Scenario: The French description of a translation group
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      When the administrator sets up the integration
      Then after the next daily run, the French description of "Six Sigma Basics" matches Percipio

    Scenario: The description is translated even when the titles are equal
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English and French, titled alike
      When the administrator sets up the integration
      Then after the next daily run, the French description of "Microsoft Teams" matches Percipio

  @C045
  Rule: 360Learning has the languages that Percipio has

    Scenario: A language that Percipio adds is there after the next run
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      And a day has passed
      When Percipio adds Japanese to "Microsoft Teams"
      Then after the next daily run, "Microsoft Teams" is translated into French, German and Japanese

    Scenario: A corrected translation is there after the next run
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      And a day has passed
      When Percipio corrects the French of "Microsoft Teams"
      Then after the next daily run, the French title of "Microsoft Teams" matches Percipio

    @profile @A-VERSIONS.both-shapes
    Scenario: A version that joins a translation group later is a translation, not a course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And a day has passed
      When Percipio adds the German version "Six Sigma Grundlagen" of "Six Sigma Basics"
      Then after the next daily run, "Six Sigma Basics" is translated into French and German
      And 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

    Scenario Outline: <language> arrives under the name 360Learning has for it
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English and <language>
      When the administrator sets up the integration
      Then after the next daily run, "Microsoft Teams" is translated into <language>

      Examples:
        | language             |
        | French               |
        | German               |
        | Spanish              |
        | Brazilian Portuguese |
        | Chinese              |
        | Japanese             |

    Scenario Outline: A channel that Percipio has only in <language> is a course in <language>
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in <language>
      When the administrator sets up the integration
      Then after the next daily run, the original language of "Microsoft Teams" is <language>
      And "Microsoft Teams" is not translated

      Examples:
        | language             |
        | French               |
        | Brazilian Portuguese |

  @C046
  Rule: Results in every language count for the one course

    @profile @A-VERSIONS.both-shapes
    Scenario: A completion in French counts for the course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      When Ada completes the French version of "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-COMBINE.ordinary-rules @A-VERSIONS.both-shapes
    Scenario: A start in English and a completion in French complete the course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada completes the French version of "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-VERSIONS.both-shapes
    Scenario: A completion in a language that came later counts for the course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Percipio adds the German version "Six Sigma Grundlagen" of "Six Sigma Basics"
      And a day has passed
      When Ada completes the German version of "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: A completion of an item that holds all languages counts for its course
      Given Globalization is on
      And Percipio offers the journey "Programmer to Architect" in English, French and German
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      When Ada completes "Programmer to Architect" in Percipio
      Then within minutes, Ada has 1 attempt on "Programmer to Architect"
      And Ada's progress on "Programmer to Architect" is 100 %

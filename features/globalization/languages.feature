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
      And the integration is active
      When a day passes
      Then "Microsoft Teams" is translated into French and German

  @C041
  Rule: Without the Globalization solution nothing is translated and nothing is merged

    Scenario: A channel in three languages stays in its first one
      Given Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      When a day passes
      Then 360Learning shows "Microsoft Teams" exactly once
      And "Microsoft Teams" is not translated

    @profile @A-GLOB-OFF.one-course-per-item
    Scenario: Versions that are items of their own are courses of their own
      Given Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics     |
        | Six Sigma, les bases |

    @profile @A-GLOB-OFF.one-course-per-item
    Scenario: A result in one language is no result in the other
      Given Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma, les bases" in Percipio
      When a few minutes pass
      Then Ada has 1 attempt on "Six Sigma, les bases"
      And Ada has 0 attempts on "Six Sigma Basics"

  @C042
  Rule: The languages of one content are one course

    Scenario: An item that holds three languages is one course
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      When 2 days pass
      Then 360Learning shows exactly these Skillsoft courses:
        | Microsoft Teams |

    Scenario: Globalization that is switched on later translates the course that is there
      Given Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      And a day has passed
      And Globalization is on
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Microsoft Teams |
      And "Microsoft Teams" is translated into French and German

    @profile @A-VERSIONS.both-shapes
    Scenario: Three items of one translation group are one course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And Percipio adds the German version "Six Sigma Grundlagen" of "Six Sigma Basics"
      And the integration is active
      When 2 days pass
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

    @profile @A-VERSIONS.one-item-only
    Scenario: Only languages inside one item are joined
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics     |
        | Six Sigma, les bases |

    @profile @A-VERSIONS.both-shapes
    Scenario: Versions far apart in a large catalogue still meet
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics"
      And Percipio offers 1200 courses
      And Percipio adds the French version "Six Sigma, les bases" of "Six Sigma Basics"
      And the integration is active
      When a day passes
      Then 360Learning shows 1201 Skillsoft courses
      And "Six Sigma Basics" is translated into French

    @profile @A-VERSIONS.both-shapes
    Scenario: Switching Globalization on joins what had been apart
      Given Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And a day has passed
      And Globalization is on
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
      And "Six Sigma Basics" is translated into French

    @profile @A-VERSIONS.both-shapes
    Scenario: A version that leaves its group is a course of its own
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And a day has passed
      And Percipio takes "Six Sigma, les bases" out of its translation group
      When a day passes
      Then 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics     |
        | Six Sigma, les bases |

  @C043
  Rule: Each language brings its own title

    Scenario: The French title of a channel
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      When a day passes
      Then the French title of "Microsoft Teams" is the one Percipio has

    Scenario: A language that has a title and no description brings its title
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English and French, described in the first alone
      And the integration is active
      When a day passes
      Then the French title of "Microsoft Teams" is the one Percipio has

    @profile @A-VERSIONS.both-shapes
    Scenario: The French title of a translation group
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      When a day passes
      Then the French title of "Six Sigma Basics" is the one Percipio has

  @C044
  Rule: Each language brings its own description

    Scenario: The French description of a channel
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      When a day passes
      Then the French description of "Microsoft Teams" is the one Percipio has

    @profile @A-VERSIONS.both-shapes
    Scenario: The French description of a translation group
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      When a day passes
      Then the French description of "Six Sigma Basics" is the one Percipio has

    Scenario: A title that is the same in both languages is no reason to leave the description out
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English and French, titled alike
      And the integration is active
      When a day passes
      Then the French description of "Microsoft Teams" is the one Percipio has

  @C045
  Rule: 360Learning has the languages that Percipio has

    Scenario: A language that Percipio adds is there after the next run
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      And a day has passed
      And Percipio adds Japanese to "Microsoft Teams"
      When a day passes
      Then "Microsoft Teams" is translated into French, German and Japanese

    Scenario: A corrected translation is there after the next run
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English, French and German
      And the integration is active
      And a day has passed
      And Percipio corrects the French of "Microsoft Teams"
      When a day passes
      Then the French title of "Microsoft Teams" is the one Percipio has

    @profile @A-VERSIONS.both-shapes
    Scenario: A version that joins a translation group later is a translation, not a course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And a day has passed
      And Percipio adds the German version "Six Sigma Grundlagen" of "Six Sigma Basics"
      When a day passes
      Then "Six Sigma Basics" is translated into French and German
      And 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |

    Scenario Outline: <language> arrives under the name 360Learning has for it
      Given Globalization is on
      And Percipio offers the channel "Microsoft Teams" in English and <language>
      And the integration is active
      When a day passes
      Then "Microsoft Teams" is translated into <language>

      Examples:
        | language             |
        | French               |
        | German               |
        | Spanish              |
        | Brazilian Portuguese |
        | Chinese              |
        | Japanese             |

  @C046
  Rule: Whatever language a learner uses, the result is on the one course

    @profile @A-VERSIONS.both-shapes
    Scenario: A completion in French counts for the course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes the French version of "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-COMBINE.ordinary-rules @A-VERSIONS.both-shapes
    Scenario: Started in English and completed in French is completed
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada completes the French version of "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-VERSIONS.both-shapes
    Scenario: A completion in a language that came later counts for the course
      Given Globalization is on
      And Percipio offers the course "Six Sigma Basics" and its French version "Six Sigma, les bases"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Percipio adds the German version "Six Sigma Grundlagen" of "Six Sigma Basics"
      And a day has passed
      And Ada completes the German version of "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: A completion of an item that holds all languages counts for its course
      Given Globalization is on
      And Percipio offers the journey "Programmer to Architect" in English, French and German
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Programmer to Architect" in Percipio
      When a few minutes pass
      Then Ada has 1 attempt on "Programmer to Architect"
      And Ada's progress on "Programmer to Architect" is 100 %

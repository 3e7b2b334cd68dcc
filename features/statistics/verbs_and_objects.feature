Feature: What is said, and about what
  Percipio is told to send everything: visits, videos, tests, content that 360Learning has never
  heard of. Only a completion of the course itself may complete it.

  Background:
    Given Percipio offers:
      | kind      | title            |
      | course    | Six Sigma Basics |
      | benchmark | Data Literacy    |
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C122
  Rule: A satisfied course is a completed one

    Scenario: Ada satisfies the course, and Percipio calls it completed
      Given Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

    @profile @A-VERB.completed-only @A-XAPI.verb-decides
    Scenario: Without the change of verbs a satisfied course is not completed
      Given Percipio's record store page has Course Satisfied Verb set to satisfied
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

    @profile @A-VERB.satisfied-and-passed-too @A-XAPI.verb-decides
    Scenario: Without the change of verbs a satisfied course is completed all the same
      Given Percipio's record store page has Course Satisfied Verb set to satisfied
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: Nothing else of the same list hides the completion
      Given Percipio keeps its reports back
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada opens the page of "Six Sigma Basics" in Percipio
      And Percipio sends what it kept back at once
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

  @C123
  Rule: The test inside a course does not complete the course

    Scenario Outline: A test scored <score> % leaves the course open
      Given Ada starts "Six Sigma Basics" in Percipio
      And Ada takes the test of "Six Sigma Basics" in Percipio, scoring <score> %
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

      Examples: Failed and passed
        | score |
        | 35    |
        | 95    |

    Scenario: A test that is a course of its own is completed by its score
      Given Ada takes the test of "Data Literacy" in Percipio, scoring 64 %
      When a few minutes pass
      Then Ada's progress on "Data Literacy" is 100 %
      And Ada's score on "Data Literacy" is 64 %

    @profile @A-ASSESS.scores-its-course
    Scenario: A test tells the score of its course
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada takes the test of "Six Sigma Basics" in Percipio, scoring 95 %
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is 95 %

    @profile @A-ASSESS.no-effect
    Scenario: A test says nothing about its course
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada takes the test of "Six Sigma Basics" in Percipio, scoring 95 %
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is empty

  @C124
  Rule: Who is excused has completed the course

    Scenario: An administrator excuses Ada
      Given Ada is excused from "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  |
        | 100 %    | empty | nothing    | Success |

    Scenario: Ada is excused in the middle and keeps what she has
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 10 minutes in all
      And a few minutes have passed
      And Ada is excused from "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  |
        | 100 %    | 40 %  | 10 minutes | Success |

    @wire
    Scenario: An excuse that names no attempt is one all the same
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada's completion of "Six Sigma Basics" is posted
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

  @C125
  Rule: Reports about what is no course in 360Learning change nothing

    Scenario: Unknown content makes no course and keeps no other report from counting
      Given Percipio offers the course "Published at Noon"
      And Ada completes "Published at Noon" in Percipio
      And Ada finishes a video of "Published at Noon" in Percipio
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And 360Learning has no course for "Published at Noon"

    @profile @A-UNKNOWN.accepted
    Scenario: Percipio hears no complaint about unknown content
      Given Percipio offers the course "Published at Noon"
      And Ada completes "Published at Noon" in Percipio
      And Ada finishes a video of "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Percipio has every report acknowledged

    @profile @A-UNKNOWN.accepted
    Scenario: An archived course keeps counting
      Given Carol archives "Six Sigma Basics"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

  @C126
  Rule: Every verb may arrive, and only completed completes

    Scenario Outline: Who <deed> the course has not completed it
      Given Ada <deed> "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

      Examples:
        | deed              |
        | opens the page of |
        | looks again at    |
        | works on          |

    Scenario: Who visits what Percipio only links to has not completed it
      Given Percipio offers the lab "Process Simulator"
      And a day has passed
      And Ada starts "Process Simulator" in Percipio
      When a few minutes pass
      Then Ada has not completed "Process Simulator"

    Scenario: All verbs of a whole course come through
      Given Ada goes through all of "Six Sigma Basics" in Percipio, scoring 80 %
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And Percipio has every report acknowledged

    @wire
    Scenario: A failure of the course is no completion
      Given Ada's start of "Six Sigma Basics" is posted with verb.id set to "http://adlnet.gov/expapi/verbs/failed"
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

    @wire @profile @A-XAPI.verb-decides
    Scenario: A flag of completion is no completion
      Given Ada's progress of "Six Sigma Basics" is posted with result.completion set to true
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

    @wire @profile @A-XAPI.completion-flag-decides
    Scenario: A flag of completion is a completion
      Given Ada's progress of "Six Sigma Basics" is posted with result.completion set to true
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    @wire @profile @A-VERB.completed-only
    Scenario: A pass is no completion
      Given Ada's start of "Six Sigma Basics" is posted with verb.id set to "http://adlnet.gov/expapi/verbs/passed"
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

  @D11
  Rule: A report about a course that does not exist yet is no error

    Scenario: Published at noon, completed at one, synchronized the next morning
      Given Percipio offers the course "Published at Noon"
      And Ada completes "Published at Noon" in Percipio
      When a day passes
      Then Percipio has every report acknowledged
      And 360Learning shows "Published at Noon"

  @D13
  Rule: A video does not complete the course it belongs to

    Scenario: Ada finishes a video of the course
      Given Ada starts "Six Sigma Basics" in Percipio
      And Ada finishes a video of "Six Sigma Basics" in Percipio, 3 minutes in all
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

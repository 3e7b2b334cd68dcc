Feature: Verbs and objects of statements
  Percipio sends everything: visits, videos, tests, and content that 360Learning does not have.
  Only a completion of the course itself may complete it.

  Background:
    Given Percipio offers:
      | kind      | title            |
      | course    | Six Sigma Basics |
      | benchmark | Data Literacy    |
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C122
  Rule: A satisfied course is completed

    Scenario: Ada satisfies the course, and Percipio calls it completed
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

    @profile @A-VERB.completed-only @A-XAPI.verb-decides
    Scenario: Without the change of verbs a satisfied course is not completed
      Given Percipio's LRS configuration page has Course Satisfied Verb set to satisfied
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

    @profile @A-VERB.satisfied-and-passed-too @A-XAPI.verb-decides
    Scenario: Without the change of verbs a satisfied course is completed all the same
      Given Percipio's LRS configuration page has Course Satisfied Verb set to satisfied
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: A later visit in the same list does not hide the completion
      Given Percipio queues its statements
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada opens the page of "Six Sigma Basics" in Percipio
      When Percipio sends the queued statements at once
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

  @C123
  Rule: The test inside a course does not complete the course

    Scenario Outline: A test scored <score> % leaves the course open
      Given Ada starts "Six Sigma Basics" in Percipio
      When Ada takes the test of "Six Sigma Basics" in Percipio, scoring <score> %
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

      Examples: Failed and passed
        | score |
        | 35    |
        | 95    |

    Scenario: A test that is a course of its own is completed by its score
      When Ada takes the test of "Data Literacy" in Percipio, scoring 64 %
      Then within minutes, Ada's progress on "Data Literacy" is 100 %
      And Ada's score on "Data Literacy" is 64 %

    @profile @A-ASSESS.scores-its-course
    Scenario: A test sets the score of its course
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada takes the test of "Six Sigma Basics" in Percipio, scoring 95 %
      Then within minutes, Ada's score on "Six Sigma Basics" is 95 %

    @profile @A-ASSESS.no-effect
    Scenario: A test does not affect the score of its course
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada takes the test of "Six Sigma Basics" in Percipio, scoring 95 %
      Then after a few minutes, Ada's score on "Six Sigma Basics" is empty

  @C124
  Rule: A waived course is completed

    Scenario: A waiver completes the course for Ada
      When Ada receives a waiver for "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  |
        | 100 %    | empty | nothing    | Success |

    Scenario: A waiver for a started course keeps its score and time
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 10 minutes in all
      And a few minutes have passed
      When Ada receives a waiver for "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  |
        | 100 %    | 40 %  | 10 minutes | Success |

    @wire
    Scenario: A completion without a registration completes the started attempt
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada's completion of "Six Sigma Basics" is posted
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

  @C125
  Rule: Statements about content without a course change nothing

    Scenario: A statement about unknown content creates no course and blocks no other statement
      Given Percipio offers the course "Published at Noon"
      And Ada completes "Published at Noon" in Percipio
      And Ada finishes a video of "Published at Noon" in Percipio
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And 360Learning has no course for "Published at Noon"

    @profile @A-UNKNOWN.accepted
    Scenario: A statement about unknown content is acknowledged
      Given Percipio offers the course "Published at Noon"
      And Ada completes "Published at Noon" in Percipio
      When Ada finishes a video of "Six Sigma Basics" in Percipio
      Then within minutes, every statement of Percipio is acknowledged

    @profile @A-UNKNOWN.accepted
    Scenario: A completion of an archived course counts
      Given Carol archives "Six Sigma Basics"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

  @C126
  Rule: Every verb is accepted, and only completed completes a course

    Scenario Outline: A learner who <action> the course has not completed it
      When Ada <action> "Six Sigma Basics" in Percipio
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

      Examples:
        | action            |
        | opens the page of |
        | reopens           |
        | works on          |

    Scenario: Starting linked content does not complete it
      Given Percipio offers the lab "Process Simulator"
      And a day has passed
      When Ada starts "Process Simulator" in Percipio
      Then after a few minutes, Ada has not completed "Process Simulator"

    Scenario: All statements of a whole course are accepted
      When Ada goes through all of "Six Sigma Basics" in Percipio, scoring 80 %
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And every statement of Percipio is acknowledged

    @wire
    Scenario: The verb failed is no completion
      When Ada's start of "Six Sigma Basics" is posted with verb.id set to "http://adlnet.gov/expapi/verbs/failed"
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

    @wire @profile @A-XAPI.verb-decides
    Scenario: The completion flag is no completion
      When Ada's progress of "Six Sigma Basics" is posted with result.completion set to true
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

    @wire @profile @A-XAPI.completion-flag-decides
    Scenario: The completion flag is a completion
      When Ada's progress of "Six Sigma Basics" is posted with result.completion set to true
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @wire @profile @A-VERB.completed-only
    Scenario: The verb passed is no completion
      When Ada's start of "Six Sigma Basics" is posted with verb.id set to "http://adlnet.gov/expapi/verbs/passed"
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

  @D11
  Rule: A statement about a course that does not exist yet is acknowledged

    Scenario: A completion of an item that is not synchronized yet is acknowledged
      Given Percipio offers the course "Published at Noon"
      When Ada completes "Published at Noon" in Percipio
      Then within a day, every statement of Percipio is acknowledged
      And 360Learning shows "Published at Noon"

  @D13
  Rule: A video does not complete its course

    Scenario: Ada finishes a video of a started course
      Given Ada starts "Six Sigma Basics" in Percipio
      When Ada finishes a video of "Six Sigma Basics" in Percipio, 3 minutes in all
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

Feature: How far a learner has come
  Managers compare learners by progress. Percipio knows many shades of it, the article three:
  nothing, half and all.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C048
  Rule: Progress is 0, 50 or 100, and no percentage is taken over from Percipio

    Scenario: A high score of an unfinished course is no progress
      Given Ada starts "Six Sigma Basics" in Percipio
      And Ada works on "Six Sigma Basics" in Percipio, scoring 83 %
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: A long time in an unfinished course is no progress either
      Given Ada works on "Six Sigma Basics" in Percipio, 51 minutes in all
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: The last video of many still leaves the course at half
      Given Ada goes through all of "Six Sigma Basics" in Percipio, scoring 80 %
      And Grace starts "Six Sigma Basics" in Percipio
      And Grace finishes a video of "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And Grace's progress on "Six Sigma Basics" is 50 %

    @wire
    Scenario Outline: A stated progress of <percentage> is left aside
      Given Ada's progress of "Six Sigma Basics" is posted with result.extensions set to {"https://w3id.org/xapi/cmi5/result/extensions/progress": <percentage>}
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 50 %

      Examples:
        | percentage |
        | 0          |
        | 33         |
        | 99         |
        | 100        |

  @C051
  Rule: Without a status there is no progress

    @profile @A-OTHER.zero
    Scenario: Who has only seen a video of a course has not begun it
      Given Ada finishes a video of "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has no progress on "Six Sigma Basics"

Feature: Progress of a learner
  Managers compare learners by progress. Percipio knows many percentages, the article only three:
  nothing, half and all.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C048
  Rule: Progress is 0, 50 or 100, and no percentage is taken over from Percipio

    Scenario: A high score does not change the progress of an unfinished course
      Given Ada starts "Six Sigma Basics" in Percipio
      When Ada works on "Six Sigma Basics" in Percipio, scoring 83 %
      Then within minutes, Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: A long time does not change the progress of an unfinished course
      When Ada works on "Six Sigma Basics" in Percipio, 51 minutes in all
      Then within minutes, Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: The last video of many still leaves the course at half
      Given Ada goes through all of "Six Sigma Basics" in Percipio, scoring 80 %
      And Grace starts "Six Sigma Basics" in Percipio
      When Grace finishes a video of "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And Grace's progress on "Six Sigma Basics" is 50 %

    @wire
    Scenario Outline: A progress extension of <percentage> is ignored
      When Ada's progress of "Six Sigma Basics" is posted with result.extensions set to {"https://w3id.org/xapi/cmi5/result/extensions/progress": <percentage>}
      Then within minutes, Ada's progress on "Six Sigma Basics" is 50 %

      Examples:
        | percentage |
        | 0          |
        | 33         |
        | 99         |
        | 100        |

  @C051
  Rule: Without a status there is no progress

    @profile @A-OTHER.zero
    Scenario: A video alone makes no progress on its course
      When Ada finishes a video of "Six Sigma Basics" in Percipio
      Then after a few minutes, Ada has no progress on "Six Sigma Basics"

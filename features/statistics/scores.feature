Feature: The score of a learner
  Learners take tests more than once. 360Learning shows the newest score on every attempt, even
  where an earlier one was better.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C052
  Rule: The score is the newest one, whether or not an earlier one was better

    Scenario: Neither the first nor the best but the last of three
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 88 %
      And a few minutes have passed
      And Ada works on "Six Sigma Basics" in Percipio, scoring 95 %
      And a few minutes have passed
      When Ada works on "Six Sigma Basics" in Percipio, scoring 91 %
      Then within minutes, Ada's score on "Six Sigma Basics" is 91 %

    Scenario: A poor score of an unfinished course shows
      Given Ada starts "Six Sigma Basics" in Percipio
      When Ada works on "Six Sigma Basics" in Percipio, scoring 49 %
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result |
        | 50 %     | 49 %  | empty  |

    Scenario: The newest score is the one earned last, not the one that arrived last
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio queues its statements
      And Ada works on "Six Sigma Basics" in Percipio, scoring 70 %
      And it becomes 12 January 2026, 10:00 CET
      And Ada works on "Six Sigma Basics" in Percipio, scoring 60 %
      When Percipio sends the queued statements one by one, the last one first
      Then within minutes, Ada's score on "Six Sigma Basics" is 60 %

    Scenario: A score of 0 % is shown
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %
      And a few minutes have passed
      When Ada works on "Six Sigma Basics" in Percipio, scoring 0 %
      Then within minutes, Ada's score on "Six Sigma Basics" is 0 %

    Scenario: Without a score the score is empty
      When Ada starts "Six Sigma Basics" in Percipio
      Then after a few minutes, Ada's score on "Six Sigma Basics" is empty

    @profile
    Scenario: A statement without a score keeps the last score
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 77 %
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's score on "Six Sigma Basics" is 77 %

    @wire @profile @A-SCORE.scaled-first
    Scenario Outline: A score of <score> reads <shown>
      When Ada's completion of "Six Sigma Basics" is posted with result.score set to <score>
      Then within minutes, Ada's score on "Six Sigma Basics" is <shown>

      Examples: Scaled before raw, raw out of its maximum, halves upward
        | score                                            | shown |
        | {"scaled": 0.91}                                 | 91 %  |
        | {"scaled": 0.285}                                | 29 %  |
        | {"scaled": 1}                                    | 100 % |
        | {"scaled": 0.5, "raw": 80, "min": 0, "max": 100} | 50 %  |
        | {"raw": 40, "min": 0, "max": 80}                 | 50 %  |
        | {"raw": 73}                                      | 73 %  |

    @wire @profile @A-SCORE.raw-as-given
    Scenario: A raw score is a percentage, whatever its maximum
      When Ada's completion of "Six Sigma Basics" is posted with result.score set to {"raw": 40, "min": 0, "max": 80}
      Then within minutes, Ada's score on "Six Sigma Basics" is 40 %

  @C053
  Rule: The newest score is shown on every attempt

    Scenario: The score of the second attempt is shown on the first attempt
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, scoring 60 %
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When Ada completes "Six Sigma Basics" in Percipio, scoring 80 %
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score |
        | 100 %    | 80 %  |
        | 100 %    | 80 %  |

    Scenario: A lower score of the second attempt is shown on both attempts
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, scoring 95 %
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When Ada works on "Six Sigma Basics" in Percipio, scoring 30 %
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score |
        | 100 %    | 30 %  |
        | 50 %     | 30 %  |

    Scenario: A second attempt shows the last score before it earns its own
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, scoring 60 %
      And a few minutes have passed
      When Ada restarts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score |
        | 100 %    | 60 %  |
        | 50 %     | 60 %  |

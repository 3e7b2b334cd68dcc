Feature: The score of a learner
  Learners take tests more than once, and what counts for 360Learning is the newest score, on
  every attempt. Whoever expects the best one wants to know that.

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
      And Ada works on "Six Sigma Basics" in Percipio, scoring 91 %
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is 91 %

    Scenario: A poor score of an unfinished course shows
      Given Ada starts "Six Sigma Basics" in Percipio
      And Ada works on "Six Sigma Basics" in Percipio, scoring 49 %
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result |
        | 50 %     | 49 %  | empty  |

    Scenario: The newest is told by when it was earned, not by when it arrived
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio keeps its reports back
      And Ada works on "Six Sigma Basics" in Percipio, scoring 70 %
      And it becomes 12 January 2026, 10:00 CET
      And Ada works on "Six Sigma Basics" in Percipio, scoring 60 %
      And Percipio sends what it kept back one by one, the last one first
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is 60 %

    Scenario: Nothing at all is a score
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %
      And a few minutes have passed
      And Ada works on "Six Sigma Basics" in Percipio, scoring 0 %
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is 0 %

    Scenario: Without any score none is shown
      Given Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is empty

    @profile
    Scenario: A report without a score leaves the last one in place
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 77 %
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is 77 %

    @wire @profile @A-SCORE.scaled-first
    Scenario Outline: A score of <score> reads <shown>
      Given Ada's completion of "Six Sigma Basics" is posted with result.score set to <score>
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is <shown>

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
      Given Ada's completion of "Six Sigma Basics" is posted with result.score set to {"raw": 40, "min": 0, "max": 80}
      When a few minutes pass
      Then Ada's score on "Six Sigma Basics" is 40 %

  @C053
  Rule: The newest score stands on every attempt

    Scenario: The score of the second attempt stands on the first one too
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, scoring 60 %
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      And Ada completes "Six Sigma Basics" in Percipio, scoring 80 %
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score |
        | 100 %    | 80 %  |
        | 100 %    | 80 %  |

    Scenario: A lower score of the second attempt stands on both as well
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, scoring 95 %
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      And Ada works on "Six Sigma Basics" in Percipio, scoring 30 %
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score |
        | 100 %    | 30 %  |
        | 50 %     | 30 %  |

    Scenario: A second attempt has the score there is before it earns one
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, scoring 60 %
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score |
        | 100 %    | 60 %  |
        | 50 %     | 60 %  |

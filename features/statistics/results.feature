Feature: The result of an attempt
  360Learning never shows that a learner failed: Percipio lets learners try again, so a result is
  Success or still empty.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C058
  Rule: A result is Success or empty and never Failure

    Scenario: A failed test shows no failure
      Given Ada starts "Six Sigma Basics" in Percipio
      When Ada takes the test of "Six Sigma Basics" in Percipio, scoring 20 %
      Then after a few minutes, Ada's result on "Six Sigma Basics" is Success or empty

    @wire
    Scenario: The verb failed shows no failure
      When Ada's start of "Six Sigma Basics" is posted with verb.id set to "http://adlnet.gov/expapi/verbs/failed"
      Then after a few minutes, Ada's result on "Six Sigma Basics" is Success or empty

    @wire
    Scenario: A completion with success false shows no failure
      When Ada's completion of "Six Sigma Basics" is posted with result.success set to false
      Then after a few minutes, Ada's result on "Six Sigma Basics" is Success or empty

  @C060
  Rule: An attempt that is not completed has no result

    Scenario Outline: A score of <score> % alone is no result
      Given Ada starts "Six Sigma Basics" in Percipio
      When Ada works on "Six Sigma Basics" in Percipio, scoring <score> %
      Then after a few minutes, Ada's result on "Six Sigma Basics" is empty

      Examples: Poor, just passed, perfect
        | score |
        | 12    |
        | 70    |
        | 100   |

    Scenario: A passed test in an unfinished course is no result
      Given Ada starts "Six Sigma Basics" in Percipio
      When Ada takes the test of "Six Sigma Basics" in Percipio, scoring 95 %
      Then after a few minutes, Ada's result on "Six Sigma Basics" is empty

    Scenario: The second attempt has no result while the first one keeps its own
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada restarts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | result  |
        | Success |
        | empty   |

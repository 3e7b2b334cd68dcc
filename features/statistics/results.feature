Feature: The result of an attempt
  Nobody should read in 360Learning that a learner has failed: Percipio lets people try again,
  so there is success, or there is nothing yet.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C058
  Rule: A result is Success or empty, and nobody is shown as failed

    Scenario: A failed test is no failure in 360Learning
      Given Ada starts "Six Sigma Basics" in Percipio
      And Ada takes the test of "Six Sigma Basics" in Percipio, scoring 20 %
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is Success or empty

    @wire
    Scenario: A report of failure is none in 360Learning
      Given Ada's start of "Six Sigma Basics" is posted with verb.id set to "http://adlnet.gov/expapi/verbs/failed"
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is Success or empty

    @wire
    Scenario: A completion that was no success is no failure in 360Learning
      Given Ada's completion of "Six Sigma Basics" is posted with result.success set to false
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is Success or empty

  @C060
  Rule: An attempt that is not completed has no result

    Scenario Outline: A score of <score> % alone is no result
      Given Ada starts "Six Sigma Basics" in Percipio
      And Ada works on "Six Sigma Basics" in Percipio, scoring <score> %
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is empty

      Examples: Poor, just passed, perfect
        | score |
        | 12    |
        | 70    |
        | 100   |

    Scenario: A test that is passed in the middle of a course is no result either
      Given Ada starts "Six Sigma Basics" in Percipio
      And Ada takes the test of "Six Sigma Basics" in Percipio, scoring 95 %
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is empty

    Scenario: The second attempt has no result while the first one keeps its own
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | result  |
        | Success |
        | empty   |

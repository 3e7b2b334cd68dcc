Feature: The end of a path
  A path ends with the last thing that is left to do in it. Where that is a Skillsoft course, it
  is Percipio that brings the end, within minutes.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And 360Learning has the native course "House Rules"

  @C071
  Rule: Where only the Skillsoft course is left, the path ends with its completion, not its launch

    @platform
    Scenario: Ada launches what is left to do
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then Ada's progress in the path "Lean Journey" is 50 %
      And "Lean Journey" is among Ada's trainings in progress
      And "Lean Journey" is not among Ada's trainings completed

    Scenario: Percipio reports that Ada has started what is left to do
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And Ada starts "Six Sigma Basics" in Percipio
      When a day passes
      Then "Lean Journey" is not among Ada's trainings completed

    Scenario: Percipio reports that Ada has completed what is left to do
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And Ada completes "Six Sigma Basics" in Percipio
      When a day passes
      Then "Lean Journey" is among Ada's trainings completed
      And Ada's progress in the path "Lean Journey" is 100 %

    Scenario: What is left to do stands first in the path
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And Ada completes "Six Sigma Basics" in Percipio
      When a day passes
      Then "Lean Journey" is among Ada's trainings completed

    Scenario: Completing the course does not end a path with something else to do
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And Ada completes "Six Sigma Basics" in Percipio
      When a day passes
      Then "Lean Journey" is among Ada's trainings in progress
      And Ada's progress in the path "Lean Journey" is 50 %

  @C072
  Rule: The next step opens, and the path ends, within minutes

    Scenario: The next step opens the same evening
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 18:00 CET
      And Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And it becomes 13 January 2026, 19:00 CET
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then "House Rules" is open for Ada in "Lean Journey"
      And it showed within the promised minutes

    Scenario: The path ends the same evening
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 18:00 CET
      And Ada is enrolled in the path "Quality" of "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics" from "Quality"
      And it becomes 13 January 2026, 19:00 CET
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then "Quality" is among Ada's trainings completed
      And it showed within the promised minutes

    Scenario: The statistics of the path show it the same evening
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 18:00 CET
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And Grace is enrolled in the path "Lean Journey"
      And Grace has launched "Six Sigma Basics" from "Lean Journey"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Carol sees these learners in the path "Lean Journey":
        | learner | progress | status    |
        | Ada     | 100 %    | completed |
        | Grace   | 0 %      | on time   |

Feature: Path completion
  A path ends with its last open step. Where that is a Skillsoft course, its completion in Percipio
  ends the path within minutes.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And 360Learning has the native course "House Rules"

  @C071
  Rule: A path whose last open step is a Skillsoft course ends with its completion, not its launch

    @platform
    Scenario: Launching the last open course does not complete the path
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then Ada's progress in the path "Lean Journey" is 50 %
      And "Lean Journey" is among Ada's trainings in progress
      And "Lean Journey" is not among Ada's trainings completed

    Scenario: Starting the last open course does not complete the path
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      When Ada starts "Six Sigma Basics" in Percipio
      Then after a day, "Lean Journey" is not among Ada's trainings completed

    Scenario: Completing the last open course completes the path
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within a day, "Lean Journey" is among Ada's trainings completed
      And Ada's progress in the path "Lean Journey" is 100 %

    Scenario: Completing the last open course completes the path when it comes first
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within a day, "Lean Journey" is among Ada's trainings completed

    Scenario: Completing the course does not end a path with something else to do
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within a day, "Lean Journey" is among Ada's trainings in progress
      And Ada's progress in the path "Lean Journey" is 50 %

  @C072
  Rule: The next step opens, and the path ends, within minutes

    Scenario: The next step opens within minutes
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 18:00 CET
      And Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And it becomes 13 January 2026, 19:00 CET
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, "House Rules" is open for Ada in "Lean Journey"
      And the statistics appeared within the promised minutes

    Scenario: The path ends within minutes
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 18:00 CET
      And Ada is enrolled in the path "Quality" of "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics" from "Quality"
      And it becomes 13 January 2026, 19:00 CET
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, "Quality" is among Ada's trainings completed
      And the statistics appeared within the promised minutes

    Scenario: The path statistics show the completion within minutes
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 18:00 CET
      And Ada is enrolled in the path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      And Ada finishes "House Rules" in 360Learning, in "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And Grace is enrolled in the path "Lean Journey"
      And Grace has launched "Six Sigma Basics" from "Lean Journey"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Carol sees these learners in the path "Lean Journey":
        | learner | progress | status    |
        | Ada     | 100 %    | completed |
        | Grace   | 0 %      | on time   |

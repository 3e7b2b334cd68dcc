Feature: A learner's homepage
  Learners continue what they have started. Their homepage has three sections, to do, in progress
  and completed, and each training moves from one to the next.

  Background:
    Given Percipio offers the course "Six Sigma Basics"

  @C066
  Rule: A course that a learner launches is among the trainings in progress of that learner only

    @platform
    Scenario: Ada launches a course
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then "Six Sigma Basics" is among Ada's trainings in progress
      And "Six Sigma Basics" is not among Ada's trainings completed
      And "Six Sigma Basics" is not among Grace's trainings in progress

    @platform
    Scenario: Ada looks at her homepage a month later
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then after 30 days, "Six Sigma Basics" is among Ada's trainings in progress

    @platform
    Scenario: Percipio turns Ada away
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has no license at Percipio
      When Ada launches "Six Sigma Basics"
      Then "Six Sigma Basics" is among Ada's trainings in progress

  @C067
  Rule: A path from which a learner launches a course is among their trainings in progress

    @platform
    Scenario: Ada launches a course from a path
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And 360Learning has the native course "House Rules"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Grace is enrolled in the path "Lean Journey"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then "Lean Journey" is among Ada's trainings in progress
      And "Lean Journey" is not among Ada's trainings to do
      And "Lean Journey" is among Grace's trainings to do

    @platform
    Scenario: Before the launch, the path is to do
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics"
      Then "Lean Journey" is among Ada's trainings to do

    @platform @profile @A-WHICHPATH.launched-path
    Scenario: Another path with the same course stays to do
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics"
      And Ada is enrolled in the path "Quality" of "Six Sigma Basics"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then "Lean Journey" is among Ada's trainings in progress
      And "Quality" is among Ada's trainings to do
      And "Six Sigma Basics" is not among Ada's trainings in progress

    @platform @profile @A-WHICHPATH.launched-path
    Scenario: A launch outside every path moves no path
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then "Six Sigma Basics" is among Ada's trainings in progress
      And "Lean Journey" is among Ada's trainings to do

    @platform @profile @A-WHICHPATH.every-path
    Scenario: Another path with the same course is in progress too
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics"
      And Ada is enrolled in the path "Quality" of "Six Sigma Basics"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then "Lean Journey" is among Ada's trainings in progress
      And "Quality" is among Ada's trainings in progress

  @C073
  Rule: A learner who reloads the page sees the new state of course and path

    Scenario: Ada reloads her homepage after she has completed a course
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, "Six Sigma Basics" is among Ada's trainings completed
      And "Six Sigma Basics" is not among Ada's trainings in progress

    Scenario: Ada reloads her homepage after she has completed half of a path
      Given 360Learning has the native course "House Rules"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress in the path "Lean Journey" is 50 %
      And "Lean Journey" is among Ada's trainings in progress

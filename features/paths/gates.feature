Feature: Locked steps of a linear path
  The steps of a linear path have a fixed order. A Skillsoft course is done when Percipio sends its
  completion, not when a learner launches it.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And 360Learning has the native course "House Rules"

  @C069
  Rule: In a linear path the next step stays locked until Percipio sends the completion

    @platform
    Scenario: Ada has not launched the course
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      Then "House Rules" is locked for Ada in "Lean Journey"
      And "Six Sigma Basics" is open for Ada in "Lean Journey"

    @platform
    Scenario: Ada has launched the course
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then "House Rules" is locked for Ada in "Lean Journey"

    @platform
    Scenario Outline: Ada has reached <progress> of the course
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has reached <progress> of "Six Sigma Basics"
      When Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      Then "House Rules" is locked for Ada in "Lean Journey"

      Examples:
        | progress |
        | 0 %      |
        | 50 %     |

    @platform
    Scenario: A Skillsoft course behind the gate cannot be launched
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the linear path "Lean Journey" of "House Rules" and "Six Sigma Basics"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then 360Learning does not send Ada to Percipio

    Scenario: The next step stays locked after Ada starts the course
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      When Ada starts "Six Sigma Basics" in Percipio
      Then within a day, "House Rules" is locked for Ada in "Lean Journey"

    Scenario: The next step opens after Ada completes the course
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Grace is enrolled in the linear path "Lean Journey"
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within a day, "House Rules" is open for Ada in "Lean Journey"
      And "House Rules" is locked for Grace in "Lean Journey"

    Scenario: A step after a channel stays locked because a channel is never completed
      Given Percipio offers the channel "Microsoft Teams"
      And the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada is enrolled in the linear path "Collaboration" of "Microsoft Teams" and "House Rules"
      And Ada has launched "Microsoft Teams" from "Collaboration"
      When Ada works on "Microsoft Teams" in Percipio
      Then after 10 days, "House Rules" is locked for Ada in "Collaboration"
      And "Collaboration" is among Ada's trainings in progress

    @profile @A-GATE.path-option-decides @A-GATE.earlier-completion-counts
    Scenario: A completion before the enrollment counts
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      When Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      Then "House Rules" is open for Ada in "Lean Journey"

    @profile @A-GATE.replay-required
    Scenario: A completion before the enrollment does not count
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      When Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      Then "House Rules" is locked for Ada in "Lean Journey"

    @profile @A-GATE.path-option-decides @A-GATE.replay-required
    Scenario: In a path to be done anew, an earlier completion does not count
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      And Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules", to be done anew
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then "House Rules" is locked for Ada in "Lean Journey"

    @profile @A-GATE.earlier-completion-counts
    Scenario: In a path to be done anew, an earlier completion counts
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      When Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules", to be done anew
      Then "House Rules" is open for Ada in "Lean Journey"

    @profile @A-GATE.path-option-decides @A-GATE.replay-required
    Scenario: Ada restarts the course and completes it within the path
      Given the integration is active
      And statistics are sent to 360Learning
      And Percipio lets learners complete a course more than once
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      And Ada is enrolled in the linear path "Lean Journey" of "Six Sigma Basics" and "House Rules", to be done anew
      And Ada has launched "Six Sigma Basics" from "Lean Journey"
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When Ada completes "Six Sigma Basics" in Percipio
      Then within a day, "House Rules" is open for Ada in "Lean Journey"

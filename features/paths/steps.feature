Feature: Paths with Skillsoft courses
  An author puts Skillsoft courses and the company's own courses into an order. In a linear path
  one step opens the next; a path ends when every step is done.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"
    And 360Learning has the native course "House Rules"

  @C007
  Rule: A Skillsoft course can be a step of a path

    @platform
    Scenario: An author builds a path
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When an author builds the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      Then the path "Lean Journey" has the steps "Six Sigma Basics" and "House Rules"

    @platform
    Scenario: A course that is archived stays in the path and can be launched from there
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      And Carol archives "Six Sigma Basics"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then 360Learning sends Ada to Percipio
      And the path "Lean Journey" has the steps "Six Sigma Basics" and "House Rules"

    Scenario: A synchronized course stays in the path through every run
      Given the integration is active
      And a day has passed
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      When Percipio changes the title of "Six Sigma Basics"
      Then after 2 days, the path "Lean Journey" has the steps "Six Sigma Essentials" and "House Rules"

  @C070
  Rule: Without a fixed order, a Skillsoft course holds up no other step

    @platform
    Scenario: Ada has not launched the course
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      Then "House Rules" is open for Ada in "Lean Journey"

    @platform
    Scenario: Ada has launched the course
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics" and "House Rules"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then "House Rules" is open for Ada in "Lean Journey"

Feature: Launching a course at Percipio
  A learner launches a Skillsoft course in 360Learning and expects its content. Percipio has the
  content and decides who may use it.

  @C065
  Rule: A launch takes the learner to the item's own page at Percipio

    Scenario Outline: Ada arrives at the <kind> she launched
      Given Percipio offers the <kind> "Six Sigma Basics"
      And Percipio offers the <kind> "Lean in Practice"
      And the integration is active
      And a day has passed
      When Ada launches "Six Sigma Basics"
      Then Ada arrives at Percipio's page of "Six Sigma Basics"

      Examples:
        | kind      |
        | course    |
        | book      |
        | audiobook |
        | channel   |
        | journey   |

    Scenario: Percent-encoded characters in a link stay unchanged
      Given Percipio offers the course "Six Sigma Basics", with percent-encoded characters in its link
      And the integration is active
      And a day has passed
      When Ada launches "Six Sigma Basics"
      Then Ada arrives at Percipio's page of "Six Sigma Basics"

    Scenario: A launch from a path leads to the same page
      Given Percipio offers the course "Six Sigma Basics"
      And Percipio offers the course "Lean in Practice"
      And the integration is active
      And a day has passed
      And Ada is enrolled in the path "Quality" of "Lean in Practice" and "Six Sigma Basics"
      When Ada launches "Six Sigma Basics" from "Quality"
      Then Ada arrives at Percipio's page of "Six Sigma Basics"

    Scenario: A launch follows a changed link
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And a day has passed
      And Percipio gives a new link to "Six Sigma Basics"
      And a day has passed
      When Ada launches "Six Sigma Basics"
      Then Ada arrives at Percipio's page of "Six Sigma Basics"

  @C063
  Rule: 360Learning does not check licenses

    @platform
    Scenario Outline: Ada has no <lack> at Percipio and is still sent there
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has no <lack> at Percipio
      When Ada launches "Six Sigma Basics"
      Then 360Learning sends Ada to Percipio

      Examples:
        | lack    |
        | license |
        | account |

    @platform
    Scenario: A learner who cannot see the course cannot launch it
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      And Alan has left the group "Skillsoft Academy"
      When Alan launches "Six Sigma Basics"
      Then 360Learning does not send Alan to Percipio

    Scenario: Percipio turns learners away from a course that Acme is no longer licensed for
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And a day has passed
      And Acme loses its license for "Six Sigma Basics"
      And a day has passed
      When Ada launches "Six Sigma Basics"
      Then 360Learning sends Ada to Percipio
      And Percipio turns Ada away

  @C064
  Rule: Percipio admits learners with a license and turns others away

    @platform
    Scenario: Ada has a license and arrives at the course
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada arrives at Percipio's page of "Six Sigma Basics"

    @platform
    Scenario: Ada has no license and is turned away by Percipio
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has no license at Percipio
      When Ada launches "Six Sigma Basics"
      Then Percipio turns Ada away

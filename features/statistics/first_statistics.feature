Feature: What a learner did in Percipio
  Percipio reports that a learner started or completed something. 360Learning shows it as
  that learner's progress and result on the course.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C047
  Rule: Every accepted report changes the learner's statistics on that course

    Scenario: A start is an attempt
      Given Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has 1 attempt on "Six Sigma Basics"

    Scenario: One report each for two learners
      Given Ada starts "Six Sigma Basics" in Percipio
      And Grace completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has 1 attempt on "Six Sigma Basics"
      And Grace has 1 attempt on "Six Sigma Basics"

    Scenario: Of a long list of reports none is left out
      Given Percipio keeps its reports back
      And 150 more learners complete "Six Sigma Basics" in Percipio
      And Percipio sends what it kept back at once
      When a few minutes pass
      Then each of the 150 has 1 attempt on "Six Sigma Basics"

    Scenario: A report the connector accepted survives its restart
      Given Ada completes "Six Sigma Basics" in Percipio
      And the report is accepted while 360Learning is out of order
      And the connector is restarted
      And 360Learning works again
      When an hour passes
      Then Ada has 1 attempt on "Six Sigma Basics"

    Scenario: A report sent while the connector is down arrives later
      Given the connector is down
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And the connector is up again
      When an hour passes
      Then Ada has 1 attempt on "Six Sigma Basics"

  @C049
  Rule: Completed means progress 100

    Scenario: Ada completes the course
      Given Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: Ada starts the course and then completes it
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And Ada has 1 attempt on "Six Sigma Basics"

    Scenario Outline: Ada completes the <kind> "Deep Work"
      Given Percipio offers the <kind> "Deep Work"
      And a day has passed
      And Ada completes "Deep Work" in Percipio
      When a few minutes pass
      Then Ada's progress on "Deep Work" is 100 %

      Examples:
        | kind      |
        | book      |
        | audiobook |
        | journey   |
        | lab       |

  @C050
  Rule: Started means progress 50

    Scenario: Ada starts the course
      Given Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: A start that arrives after the completion changes nothing
      Given Percipio keeps its reports back
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio
      And Percipio sends what it kept back one by one, the last one first
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-REGRESS.newer-start-overwrites
    Scenario: A newer start puts a completed course back to half
      Given Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 50 %

  @C059
  Rule: Completed means the result Success

    Scenario: The result of a completed course
      Given Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is Success

    Scenario: A test that is failed after the completion takes no success away
      Given Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada takes the test of "Six Sigma Basics" in Percipio, scoring 20 %
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is Success

    @wire @profile @A-SUCCESSFALSE.success
    Scenario: A completion that was no success is a success all the same
      Given Ada's completion of "Six Sigma Basics" is posted with result.success set to false
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is Success

    @wire @profile @A-SUCCESSFALSE.no-result
    Scenario: A completion that was no success has no result
      Given Ada's completion of "Six Sigma Basics" is posted with result.success set to false
      When a few minutes pass
      Then Ada's result on "Six Sigma Basics" is empty

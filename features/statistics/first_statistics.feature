Feature: Progress and results from xAPI statements
  Percipio sends a statement when a learner starts or completes something. 360Learning shows it as
  that learner's progress and result on the course.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C047
  Rule: Every accepted statement updates the learner's statistics on that course

    Scenario: Statements of two learners make an attempt each
      When Ada starts "Six Sigma Basics" in Percipio
      And Grace completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"
      And Grace has 1 attempt on "Six Sigma Basics"

    Scenario: Every statement of a long list counts
      Given Percipio queues its statements
      And 150 more learners complete "Six Sigma Basics" in Percipio
      When Percipio sends the queued statements at once
      Then within minutes, each of the 150 learners has 1 attempt on "Six Sigma Basics"

    Scenario: An accepted statement survives a restart of the connector
      Given Ada completes "Six Sigma Basics" in Percipio
      And the connector accepts the statement while 360Learning is down
      And the connector is restarted
      When 360Learning is up again
      Then within an hour, Ada has 1 attempt on "Six Sigma Basics"

    Scenario: A statement sent while the connector is down arrives later
      Given the connector is down
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When the connector is up again
      Then within an hour, Ada has 1 attempt on "Six Sigma Basics"

  @C049
  Rule: Completed means progress 100

    Scenario: Ada completes the course
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: Ada starts the course and then completes it
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And Ada has 1 attempt on "Six Sigma Basics"

    Scenario Outline: Ada completes the <kind> "Deep Work"
      Given Percipio offers the <kind> "Deep Work"
      And a day has passed
      When Ada completes "Deep Work" in Percipio
      Then within minutes, Ada's progress on "Deep Work" is 100 %

      Examples:
        | kind      |
        | book      |
        | audiobook |
        | journey   |
        | lab       |

  @C050
  Rule: Started means progress 50

    Scenario: Ada starts the course
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: A start that arrives after the completion changes nothing
      Given Percipio queues its statements
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio
      When Percipio sends the queued statements one by one, the last one first
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-REGRESS.newer-start-overwrites
    Scenario: A newer start puts a completed course back to half
      Given Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 50 %

  @C059
  Rule: Completed means the result Success

    Scenario: The result of a completed course
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's result on "Six Sigma Basics" is Success

    Scenario: A failed test after the completion keeps the result Success
      Given Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada takes the test of "Six Sigma Basics" in Percipio, scoring 20 %
      Then within minutes, Ada's result on "Six Sigma Basics" is Success

    @wire @profile @A-SUCCESSFALSE.success
    Scenario: A completion with success false has the result Success
      When Ada's completion of "Six Sigma Basics" is posted with result.success set to false
      Then within minutes, Ada's result on "Six Sigma Basics" is Success

    @wire @profile @A-SUCCESSFALSE.no-result
    Scenario: A completion with success false has no result
      When Ada's completion of "Six Sigma Basics" is posted with result.success set to false
      Then after a few minutes, Ada's result on "Six Sigma Basics" is empty

Feature: Statement endpoint and request formats
  Percipio adds a path to the address it is given, sends one statement or many, and uses more than
  one request format. The connector has to accept all of them.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C115
  Rule: Statements are accepted at the one address in every request format

    @wire
    Scenario: A single statement
      When Ada's completion of "Six Sigma Basics" is posted
      Then the statement is accepted
      And within minutes, Ada has 1 attempt on "Six Sigma Basics"

    @wire
    Scenario: A list of one statement
      When Ada's completion of "Six Sigma Basics" is posted as a list
      Then the statement is accepted
      And within minutes, Ada has 1 attempt on "Six Sigma Basics"

    @wire @profile @A-PATH.both-addresses
    Scenario: A statement to the address itself
      When Ada's completion of "Six Sigma Basics" is posted to the address itself
      Then the statement is accepted
      And within minutes, Ada has 1 attempt on "Six Sigma Basics"

    Scenario Outline: Percipio sends its statements <form>
      Given Percipio queues its statements
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio
      When Percipio sends the queued statements <form>
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And every statement of Percipio is acknowledged

      Examples:
        | form             |
        | one by one       |
        | in several parts |

    @wire @derived
    Scenario Outline: Version <version> of xAPI is accepted
      When Ada's completion of "Six Sigma Basics" is posted under version <version>
      Then the statement is accepted
      And within minutes, Ada has 1 attempt on "Six Sigma Basics"

      Examples:
        | version |
        | 1.0.0   |
        | 1.0.3   |

    @wire @derived
    Scenario Outline: A statement <how> is rejected with a reason
      When Ada's completion of "Six Sigma Basics" is posted <how>
      Then the statement is rejected with a reason
      And after a few minutes, no learner has an attempt on "Six Sigma Basics"

      Examples:
        | how                 |
        | under version 2.0.0 |
        | under version 0.95  |
        | as text/plain       |

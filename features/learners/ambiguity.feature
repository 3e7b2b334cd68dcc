Feature: An identifier that matches several users
  After a merger two users may have the same identifier. A result that is recorded for the wrong
  user is worse than a missing one.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C110
  Rule: A statement that matches several users counts for none of them

    Scenario: Two users share an external identifier
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another active user of 360Learning has Ada's external identifier
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their external identifier
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

    @profile @A-MULTI.every-method
    Scenario Outline: An <status> user shares Ada's <method>
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another <status> user of 360Learning has Ada's <method>
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their <method>
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

      Examples:
        | status  | method              |
        | active  | email address       |
        | invited | email address       |
        | invited | external identifier |

    @profile @A-MULTI.every-method
    Scenario Outline: A deleted user with Ada's <method> does not make it ambiguous
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another deleted user of 360Learning has Ada's <method>
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their <method>
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

      Examples:
        | method              |
        | email address       |
        | external identifier |

    Scenario: Statements of other learners still count
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another active user of 360Learning has Ada's external identifier
      And Ada's user ID in Percipio is "emp-1815"
      And Grace's external identifier in 360Learning is "emp-1906"
      And Grace's user ID in Percipio is "emp-1906"
      And learners are recognized by their external identifier
      When Ada completes "Six Sigma Basics" in Percipio
      And Grace completes "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 100 %    |

  @C111
  Rule: An ambiguous identifier leaves the statistics of all its users unchanged

    Scenario: Ada's earlier statistics stay when her identifier becomes ambiguous
      Given Ada's external identifier in 360Learning is "emp-1815"
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their external identifier
      And Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 10 minutes in all
      And a few minutes have passed
      And another active user of 360Learning has Ada's external identifier
      When Ada completes "Six Sigma Basics" in Percipio, scoring 90 %, 30 minutes in all
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result |
        | Ada     | 50 %     | 40 %  | 10 minutes | empty  |

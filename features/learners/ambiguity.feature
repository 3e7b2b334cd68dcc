Feature: An identifier that fits several users
  After a merger two people may hold one identifier. A result that is given to the wrong one is
  worse than a result that is missing.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C110
  Rule: A report that fits several users is given to none of them

    Scenario: Two users share an external identifier
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another active user of 360Learning has Ada's external identifier
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their external identifier
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

    @profile @A-MULTI.every-method
    Scenario Outline: An <status> user shares Ada's <method>
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another <status> user of 360Learning has Ada's <method>
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their <method>
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

      Examples:
        | status  | method              |
        | active  | email address       |
        | invited | email address       |
        | invited | external identifier |

    @profile @A-MULTI.every-method
    Scenario Outline: A deleted user who had Ada's <method> does not count
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another deleted user of 360Learning has Ada's <method>
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their <method>
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

      Examples:
        | method              |
        | email address       |
        | external identifier |

    Scenario: Others are not affected
      Given Ada's external identifier in 360Learning is "emp-1815"
      And another active user of 360Learning has Ada's external identifier
      And Ada's user ID in Percipio is "emp-1815"
      And Grace's external identifier in 360Learning is "emp-1906"
      And Grace's user ID in Percipio is "emp-1906"
      And learners are recognized by their external identifier
      And Ada completes "Six Sigma Basics" in Percipio
      And Grace completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 100 %    |

  @C111
  Rule: Where an identifier fits several users, the figures of all stay as they were

    Scenario: Ada's earlier figures stay when her identifier becomes ambiguous
      Given Ada's external identifier in 360Learning is "emp-1815"
      And Ada's user ID in Percipio is "emp-1815"
      And learners are recognized by their external identifier
      And Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 10 minutes in all
      And a few minutes have passed
      And another active user of 360Learning has Ada's external identifier
      And Ada completes "Six Sigma Basics" in Percipio, scoring 90 %, 30 minutes in all
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result |
        | Ada     | 50 %     | 40 %  | 10 minutes | empty  |

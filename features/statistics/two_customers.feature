@cap-several-integrations
Feature: The statistics of two customers
  Acme and Globex have the same content and learners of the same names. Both send statements to one
  connector; the statistics of one customer must never count for the other.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And Sales has an integration of its own, with Globex's Percipio
    And in Sales, Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And in Sales, the integration is active

  @C101
  Rule: Each integration has credentials of its own and keeps them

    Scenario: The credentials of the two integrations differ
      When a day passes
      Then no credential of Sales is one of the Academy's

    Scenario: A restart changes the credentials of neither
      Given the webhook's credentials are copied
      And in Sales, the webhook's credentials are copied
      When the connector is restarted
      Then after a day, the webhook's credentials are still the ones copied
      And in Sales, the webhook's credentials are still the ones copied

  @C102
  Rule: Each integration has its own identification method

    Scenario: The Academy identifies by username and Sales by email address
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And learners are recognized by their username
      And in Sales, learners are recognized by their email address
      When the connector is restarted
      Then after a day, the settings say that learners are recognized by their username
      And in Sales, the settings say that learners are recognized by their email address

    Scenario: Each statement is matched by the method of its own integration
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And Ada's username in 360Learning is "ada.lovelace"
      And Ada's user ID in Percipio is "ada.lovelace"
      And learners are recognized by their username
      When Ada completes "Six Sigma Basics" in Percipio
      And in Sales, Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And in Sales, Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: One identifier matches different users in the two integrations
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And Ada's username in 360Learning is "1815"
      And Grace's external identifier in 360Learning is "1815"
      And Ada's user ID in Percipio is "1815"
      And in Sales, Ada's user ID in Percipio is "1815"
      And learners are recognized by their username
      And in Sales, learners are recognized by their external identifier
      And Ada has completed "Six Sigma Basics" in Percipio
      When in Sales, Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |
      And in Sales, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 50 %     |

  @C115
  Rule: The token decides to which integration a statement belongs

    Scenario: Statements from Acme and from Globex count in their own integration
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      When Ada completes "Six Sigma Basics" in Percipio
      And in Sales, Grace starts "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |
      And in Sales, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 50 %     |

    Scenario: After a restart the token still decides
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And the connector is restarted
      When in Sales, Grace starts "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"
      And in Sales, Grace has 1 attempt on "Six Sigma Basics"

  @D14
  Rule: Statistics of one customer never appear at the other

    Scenario: Ada learns at Globex only
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      When in Sales, Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"
      And in Sales, Ada has 1 attempt on "Six Sigma Basics"

    Scenario: Ada learns at Acme only
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, in Sales, no learner has an attempt on "Six Sigma Basics"
      And Ada has 1 attempt on "Six Sigma Basics"

    Scenario: Globex sends statements on content that only the Academy has as a course
      Given Percipio offers the course "Budgeting"
      And statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And in Sales, Percipio offers the course "Budgeting"
      When in Sales, Ada completes "Budgeting" in Percipio
      Then after a few minutes, no learner has an attempt on "Budgeting"

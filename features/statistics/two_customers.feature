@cap-several-integrations
Feature: The statistics of two customers
  Acme and Globex have bought the same content, and people of the same names learn with it. Both
  report to one connector; what somebody did at one of them must never count at the other.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And Sales has an integration of its own, with Globex's Percipio
    And in Sales, Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And in Sales, the integration is active

  @C101
  Rule: Each integration has credentials of its own and keeps them

    Scenario: What opens the door of the one does not open that of the other
      When a day passes
      Then no credential of Sales is one of the Academy's

    Scenario: A restart changes the credentials of neither
      Given the webhook's credentials are copied
      And in Sales, the webhook's credentials are copied
      And the connector is restarted
      When a day passes
      Then the webhook's credentials are still the ones copied
      And in Sales, the webhook's credentials are still the ones copied

  @C102
  Rule: How learners are recognized is a setting of one integration

    Scenario: The Academy goes by usernames and Sales by addresses
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And learners are recognized by their username
      And in Sales, learners are recognized by their email address
      And the connector is restarted
      When a day passes
      Then the settings say that learners are recognized by their username
      And in Sales, the settings say that learners are recognized by their email address

    Scenario: Each report is understood in the way of its own integration
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And Ada's username in 360Learning is "ada.lovelace"
      And Ada's user ID in Percipio is "ada.lovelace"
      And learners are recognized by their username
      And Ada completes "Six Sigma Basics" in Percipio
      And in Sales, Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And in Sales, Ada's progress on "Six Sigma Basics" is 50 %

    Scenario: An identifier that belongs to one person here and another there
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
      And in Sales, Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |
      And in Sales, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 50 %     |

  @C115
  Rule: All reports go to one connector, and the token tells whose they are

    Scenario: Ada reports from Acme and Grace from Globex
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And in Sales, Grace starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |
      And in Sales, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 50 %     |

    Scenario: After a restart it still is so
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And the connector is restarted
      And in Sales, Grace starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"
      And in Sales, Grace has 1 attempt on "Six Sigma Basics"

  @D14
  Rule: What is learned at one customer never shows at the other

    Scenario: Ada learns at Globex only
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And in Sales, Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"
      And in Sales, Ada has 1 attempt on "Six Sigma Basics"

    Scenario: Ada learns at Acme only
      Given statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then in Sales, nobody has an attempt on "Six Sigma Basics"
      And Ada has 1 attempt on "Six Sigma Basics"

    Scenario: Globex reports on content that only the Academy has as a course
      Given Percipio offers the course "Budgeting"
      And statistics are sent to 360Learning
      And in Sales, statistics are sent to 360Learning
      And a day has passed
      And in Sales, Percipio offers the course "Budgeting"
      And in Sales, Ada completes "Budgeting" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Budgeting"
